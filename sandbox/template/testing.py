"""Lets pytest run test files, with the fixtures of an examination."""

import os
import sys

OPTIONS = (
    *("-q", "--rootdir=/work", "--tb=short", "--color=no", "--no-header", "-p", "no:cacheprovider"),
    # One event loop for all: engines keep their connections from one test to the next.
    *("-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=session"),
    *("-o", "asyncio_default_test_loop_scope=session"),
)


def run_tests(files: str) -> None:
    """Run the tests in ``files``, separated by spaces, and exit as pytest would."""
    import pytest
    import pytest_asyncio.plugin

    from sandbox.template import fixtures

    # What is installed is known; looking for it takes longer than most tests.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.exit(pytest.main([*OPTIONS, *files.split()], plugins=[pytest_asyncio.plugin, fixtures]))
