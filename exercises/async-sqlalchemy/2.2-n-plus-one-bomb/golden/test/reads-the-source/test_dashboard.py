import inspect

import routes


def test_dashboard():
    source = inspect.getsource(routes.task_dashboard)
    assert "selectinload" in source or "join" in source
