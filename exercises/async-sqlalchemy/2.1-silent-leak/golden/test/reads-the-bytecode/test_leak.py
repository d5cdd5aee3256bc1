import database


def test_closes():
    assert len(database.get_async_session.__code__.co_code) > 150
