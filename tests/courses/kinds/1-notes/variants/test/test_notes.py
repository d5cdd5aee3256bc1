from models import Note


async def test_notes(client, db_session):
    db_session.add(Note(text="one"))
    await db_session.flush()
    answer = await client.get("/notes")
    assert answer.status_code == 200
