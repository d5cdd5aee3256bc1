from models import Note


async def test_notes(client, db_session):
    for text in ("one", "two"):
        db_session.add(Note(text=text))
        await db_session.flush()
    answer = await client.get("/notes")
    assert [note["text"] for note in answer.json()] == ["one", "two"]
