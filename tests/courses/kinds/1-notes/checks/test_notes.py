from models import Note


async def test_lists(client, db_session):
    for text in ("one", "two"):
        db_session.add(Note(text=text))
        await db_session.flush()
    texts = [note["text"] for note in (await client.get("/notes")).json()]
    assert texts == ["one", "two"], f"two notes were written, the answer has {texts}"


async def test_empty(client):
    answer = await client.get("/notes")
    assert answer.json() == [], f"the answer is {answer.json()}"
