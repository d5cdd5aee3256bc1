"""Every address of the site with who may use it, and something to ask it for. A new address needs a line here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.site.scene import PASSWORD, Scene
from tutor.attempts.models import DraftVersion, Explanation
from tutor.people.models import Classroom, Membership, Removal, User

# Who is somebody to Alice's class 10b: nobody, a stranger, a stranger who teaches elsewhere, a classmate, Alice
# herself, its assistant, its instructor.
ROLES = ("anonymous", "stranger", "elsewhere", "classmate", "alice", "assistant", "instructor")
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}
MEMBERS = frozenset({"classmate", "alice", "assistant", "instructor"})
TEACHERS = frozenset({"assistant", "instructor"})
INSTRUCTORS = frozenset({"instructor"})
OWNER = frozenset({"alice"})
ANY_INSTRUCTOR = frozenset({"elsewhere", "instructor"})
ANY_TEACHER = frozenset({"elsewhere", "assistant", "instructor"})


@dataclass(frozen=True)
class Address:
    """Who is let in, how it is asked, and with what when any input is tried."""

    allowed: frozenset[str]
    method: str = "get"
    json: bool = False
    fields: tuple[str, ...] = field(default=())
    step: str = "fix"


ADDRESSES = {
    "home": Address(EVERYBODY),
    "join": Address(EVERYBODY, "post", fields=("code", "name", "password")),
    "sign-in": Address(EVERYBODY, "post", fields=("username", "password")),
    "change-password": Address(SIGNED_IN, "post", fields=("current", "password")),
    "sign-out": Address(EVERYBODY, "post"),
    # The link itself is the permission: this one is made up, so nobody gets in.
    "welcome": Address(frozenset(), "post", fields=("password",)),
    "openid": Address(EVERYBODY, "post", fields=("code",)),
    "openid-callback": Address(EVERYBODY),
    "openid-join": Address(EVERYBODY, "post", fields=("code", "name")),
    # The link is tried where people come back from the provider.
    "openid-claim": Address(EVERYBODY, "post"),
    "openid-connect": Address(SIGNED_IN, "post", fields=("current",)),
    "openid-disconnect": Address(SIGNED_IN, "post"),
    "health": Address(EVERYBODY),
    "language": Address(EVERYBODY, "post", fields=("language", "next")),
    "classes": Address(ANY_TEACHER),
    "new-class": Address(ANY_INSTRUCTOR, "post", fields=("name", "course")),
    "dashboard": Address(TEACHERS),
    "matrix": Address(TEACHERS, json=True),
    "rename-class": Address(INSTRUCTORS, "post", fields=("name",)),
    "door": Address(INSTRUCTORS, "post", fields=("action",)),
    "people": Address(TEACHERS),
    "roster": Address(INSTRUCTORS, "post", fields=("pasted", "confirmed")),
    "links": Address(INSTRUCTORS),
    "add-staff": Address(INSTRUCTORS, "post", fields=("name", "role", "known")),
    "change-member": Address(INSTRUCTORS, "post", fields=("action",)),
    "take-back": Address(INSTRUCTORS, "post"),
    "student": Address(TEACHERS),
    "attempt": Address(TEACHERS),
    "lower-their-hand": Address(TEACHERS, "post"),
    "comment": Address(TEACHERS, "post", fields=("text", "place")),
    "belief": Address(TEACHERS),
    "questions": Address(TEACHERS),
    "exercise-questions": Address(TEACHERS),
    "regrade": Address(INSTRUCTORS, "post", fields=("action",)),
    # Nothing is judged again here, so there is no progress.
    "regrade-progress": Address(frozenset(), json=True),
    "votes": Address(TEACHERS),
    "vote-counts": Address(TEACHERS, json=True),
    "project": Address(TEACHERS, step="predict"),
    "move-vote": Address(INSTRUCTORS, "post", fields=("seen",), step="predict"),
    "vote": Address(MEMBERS, "post", fields=("A-choice", "A-confidence")),
    "review-queue": Address(TEACHERS),
    "review": Address(TEACHERS, "post", fields=("lines", "words", "base", "alike")),
    "review-next": Address(TEACHERS, "post"),
    "exports": Address(TEACHERS),
    "export": Address(TEACHERS),
    "schedule": Address(TEACHERS),
    "set-dates": Address(
        INSTRUCTORS, "post", fields=("now", "1.2-opens", "1.2-closes", "1.2-solution_opens", "1.2-solution_after")
    ),
    "course": Address(MEMBERS),
    "collisions": Address(MEMBERS),
    "summary": Address(MEMBERS),
    "exercise": Address(MEMBERS),
    "step": Address(MEMBERS),
    # Alice has not passed, and it is not open yet; those who teach see it where they tried the step themselves.
    "solution": Address(frozenset()),
    "prediction": Address(OWNER, "post", json=True),
    "explanation": Address(OWNER, "post", json=True),
    "marks": Address(OWNER, "put", json=True),
    "draft": Address(OWNER, "put", json=True),
    "versions": Address(OWNER, json=True),
    "version": Address(OWNER, json=True),
    "runs": Address(OWNER, "post", json=True),
    "talk": Address(OWNER, json=True),
    "say": Address(OWNER, "post", json=True),
    "raise-hand": Address(OWNER, "post", json=True),
    "lower-hand": Address(OWNER, "post", json=True),
    "run": Address(OWNER, json=True),
    "run-events": Address(OWNER, json=True),
    "run-cancel": Address(OWNER, "post", json=True),
    "replay": Address(OWNER | TEACHERS),
    "replay-events": Address(OWNER | TEACHERS),
    "run-events-file": Address(OWNER),
    "run-statements-file": Address(OWNER),
}

# Sockets by their route.
SOCKETS = {
    "ws/runs/<uuid:run_id>/": OWNER,
    "ws/classes/<int:classroom_id>/news/": MEMBERS,
    "ws/classes/<int:classroom_id>/": TEACHERS,
}


def named_routes() -> Iterator[tuple[str, URLPattern]]:
    """Return every route of the site with its name."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.name or str(pattern.pattern), pattern

    return walk(get_resolver().url_patterns)


def arguments(scene: Scene, classroom: Classroom) -> dict[str, Any]:
    """Make what the addresses speak of: Alice's attempt with a draft and a run, and her place in the class."""
    scene.save("# mine\n", 0)
    return {
        "code": classroom.join_code,
        "user_id": scene.attempt.learner_id,
        "token": "made-up",
        "classroom_id": classroom.pk,
        "explanation_id": _explained(scene).pk,
        "member_id": Membership.objects.get(user=scene.attempt.learner).pk,
        "removal_id": _removed(classroom).pk,
        "learner_id": scene.attempt.learner_id,
        "exercise_id": "1.2",
        "step_id": "fix",
        "belief_id": "M1",
        "table": "runs",
        "form": "csv",
        "attempt_id": scene.attempt.pk,
        "version_id": DraftVersion.objects.get().pk,
        "run_id": scene.queued("fix").pk,
    }


def _removed(classroom: Classroom) -> Removal:
    gone = User.objects.create_user("greta", display_name="Greta")
    return Removal.objects.create(
        user=gone, classroom=classroom, role="student", name_key="greta", joined=classroom.created
    )


def _explained(scene: Scene) -> Explanation:
    scene.explain()
    return Explanation.objects.get()


def teacher_elsewhere() -> User:
    """Make an instructor of another class."""
    other = Classroom.objects.create(name="11a", course_id="async-sqlalchemy")
    user = User.objects.create_user("erin", password=PASSWORD, display_name="Erin")
    Membership.objects.create(user=user, classroom=other, role="instructor", name_key="erin")
    return user


def classmate(classroom: Classroom) -> User:
    """Make another student of Alice's class."""
    user = User.objects.create_user("dora", password=PASSWORD, display_name="Dora")
    Membership.objects.create(user=user, classroom=classroom, name_key="dora")
    return user
