import inspect

import database


def test_closes():
    source = inspect.getsource(database.get_async_session)
    assert "finally" in source or "async with" in source
