import routes


def test_dashboard():
    assert hasattr(routes, "selectinload") or hasattr(routes, "joinedload")
