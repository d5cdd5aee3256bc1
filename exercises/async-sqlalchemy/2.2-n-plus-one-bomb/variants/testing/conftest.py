import pytest

from database import engine

# The application's engine: import it, or use it as a fixture.
test_engine = engine


@pytest.fixture(name="test_engine")
def _test_engine():
    return engine
