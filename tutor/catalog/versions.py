"""What an exercise's claims were verified with: the locks of the environments that its steps run in."""

from sandbox.versions import package_versions, postgres_version
from tutor.catalog.courses import ContrastStep, Exercise, RunnableStep, Step

# By the name of the package, as people write it; a page names those that its exercise speaks of.
PACKAGES = {"sqlalchemy": "SQLAlchemy", "fastapi": "FastAPI", "pydantic": "Pydantic", "asyncpg": "asyncpg"}
# By the hash of the exercise.
_spoken: dict[str, tuple[str, ...]] = {}


def verified_with(exercise: Exercise, step: Step) -> list[str]:
    """Return names with versions, as in ``SQLAlchemy 2.1.9``; where two environments differ, with both."""
    environments = _environments(exercise, step)
    return [*_packages(_spoken_of(exercise), environments), f"PostgreSQL {postgres_version()}"]


def _packages(names: tuple[str, ...], environments: tuple[str, ...]) -> list[str]:
    told = []
    for name in names:
        found = [package_versions(environment).get(name) for environment in environments]
        if versions := list(dict.fromkeys(version for version in found if version)):
            told.append(f"{PACKAGES[name]} {' and '.join(versions)}")
    return told


def _environments(exercise: Exercise, step: Step) -> tuple[str, ...]:
    own = step.environment if isinstance(step, RunnableStep) else None
    usual = own or exercise.environment
    if not isinstance(step, ContrastStep):
        return (usual,)
    return tuple(dict.fromkeys(side.environment or usual for side in step.sides))


def _spoken_of(exercise: Exercise) -> tuple[str, ...]:
    """Return the packages that an exercise's code names; asyncpg works beneath all of it."""
    if exercise.hash not in _spoken:
        steps = [step for step in exercise.steps if isinstance(step, RunnableStep)]
        code = "".join(file.content for step in steps for file in step.files)
        _spoken[exercise.hash] = tuple(name for name in PACKAGES if name in code or (steps and name == "asyncpg"))
    return _spoken[exercise.hash]
