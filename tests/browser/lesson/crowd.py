"""The part of a class that needs no screen: 25 students with the same requests and sockets as browsers have."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from tests.browser.lesson.ledger import Ledger, Watched
from tutor.embedded.learner import Answers, Learner

NAMES = (
    "Farah", "Goran", "Hana", "Ines", "Jun", "Kofi", "Lena", "Milan", "Nadia", "Omar", "Paula", "Quentin", "Rosa",
    "Sami", "Thea", "Umut", "Vera", "Wei", "Ximena", "Yusuf", "Zoë", "Anton", "Bela", "Clara", "Dario",
)  # fmt: skip
# What they say about line C at first, with how sure they are; then, after talking.
FIRST = [("prints", "sure")] * 9 + [("prints", "think")] * 6 + [("raises", "guess")] * 5 + [("none", "think")] * 5
AGAIN = [("prints", "sure")] * 5 + [("raises", "think")] * 14 + [("none", "guess")] * 6
MECHANISMS = ("expired", "never-loaded", "closed", "never-loaded", "proxy")
WORDS = {
    "expired": "The commit expired the category, the flag only helps columns.",
    "never-loaded": "Nobody asked for the category, so it was never loaded, and reading it would need a query.",
    "closed": "After the commit there is no connection any more.",
    "proxy": "It is a proxy that dies with the commit.",
}
# Every fifth student does not get it right in this lesson.
GIVES_UP_EVERY = 5
AT_ONCE = 6


@dataclass
class Crowd:
    """They do the same things, each in their own way."""

    site: str
    ledger: Ledger

    def __post_init__(self) -> None:
        self.learners = [Learner(Watched(self.site, name, self.ledger), name) for name in NAMES]
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def join(self, code: str) -> "list[Future[None]]":
        return [self._pool.submit(each.join, code) for each in self.learners]

    def vote(self, says: list[tuple[str, str]]) -> "list[Future[None]]":
        return [
            self._pool.submit(each.vote, ballot(choice, confidence))
            for each, (choice, confidence) in zip(self.learners, says, strict=True)
        ]

    def work(self, starter: str, solution: str) -> "list[Future[None]]":
        """See the collision, explain it, and mend the program."""
        return [
            self._pool.submit(_work, each, MECHANISMS[n % len(MECHANISMS)], starter, solution, n % GIVES_UP_EVERY > 0)
            for n, each in enumerate(self.learners)
        ]


def ballot(choice: str, confidence: str) -> Answers:
    """What somebody says about all three lines; nobody errs about A and B."""
    said = {"A": "prints", "B": "prints", "C": choice}
    return {line: {"choice": each, "confidence": confidence} for line, each in said.items()}


def finished(work: "list[Future[None]]") -> None:
    """Wait until all have done it; raises what went wrong for anybody."""
    for each in work:
        each.result()


def _work(learner: Learner, mechanism: str, starter: str, solution: str, solves: bool) -> None:
    learner.open("1.2", "predict")
    learner.run({})
    learner.open("1.2", "explain")
    learner.explain(mechanism, f"{WORDS[mechanism]} — {learner.name}")
    learner.open("1.2", "fix")
    learner.write("main.py", f"{starter}\n# {learner.name} thinks\n")
    learner.run({"main.py": f"{starter}\n# {learner.name} thinks\n"})
    if solves:
        learner.write("main.py", solution)
        learner.run({"main.py": solution})
