import pytest

from database import engine

# The engine that the application uses: import it, or take it as a fixture.
test_engine = engine


@pytest.fixture(name="test_engine")
def _test_engine():
    return engine
