"""What an application still did for a request when its client had the answer."""

from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import WRITES, Query, Request, Story


def find_statements(story: Story) -> list[Insight]:
    """Return one insight for each request that sent statements after its response."""
    found = []
    for request in story.requests.values():
        late = [query for query in _late(request) if not query.is_boundary]
        if late:
            found.append(_tell_statements(request, late))
    return found


def find_commits(story: Story) -> list[Insight]:
    """Return one insight for each request whose writes were committed only after its response."""
    found = []
    for request in story.requests.values():
        for commit in _late(request):
            if commit.command == "COMMIT" and _wrote(story, commit):
                found.append(_tell_commit(request, commit))
    return found


def _late(request: Request) -> list[Query]:
    if request.answered is None:
        return []
    answered = request.answered
    return [query for query in request.queries if query.ended > answered]


def _wrote(story: Story, commit: Query) -> bool:
    return any(query.command in WRITES for query in story.of_transaction(commit.transaction))


def _tell_statements(request: Request, late: list[Query]) -> Insight:
    count = "A statement was" if len(late) == 1 else f"{len(late)} statements were"
    return Insight(
        "after_response",
        str(request.id),
        f"{count} sent for {request} after its response: the client does not see what comes of it.",
        "Do it before the `return`, or be sure that nobody relies on it.",
        ids(late),
        late[0].line,
    )


def _tell_commit(request: Request, commit: Query) -> Insight:
    assert request.answered is not None
    return Insight(
        "commit_after_response",
        f"{request.id} {commit.id}",
        f"The client of {request} had its {request.status} {commit.ended - request.answered:.1f} ms before the COMMIT: "
        "what it was told could still have failed.",
        'Commit in the route before you return, or let FastAPI clean up earlier: `Depends(…, scope="function")`.',
        (commit.id,),
        commit.line,
    )
