import sys

import pytest

OPTIONS = ["-q", "-rA", "--tb=line", "--no-header", "--disable-warnings", "-p", "no:cacheprovider"]
ONE_LOOP = ["asyncio_mode=auto", "asyncio_default_fixture_loop_scope=session", "asyncio_default_test_loop_scope=session"]

if __name__ == "__main__":
    sys.exit(pytest.main([*OPTIONS, *(f"--override-ini={option}" for option in ONE_LOOP)]))
