"""Asks for a task that exists and for one that does not; what the dependency prints about it is judged outside."""

from test_fix import a_task, missing


async def test_still_leaks(client, db_session, connections):
    task = await a_task(db_session)
    found = await client.get(f"/tasks/{task.id}")
    assert found.status_code == 200, f"GET /tasks/{task.id}, which exists, got {found.status_code}."
    assert connections.in_transaction == 0, "A task that exists leaves a connection behind: it did not before."
    assert (await client.get(f"/tasks/{missing()}")).status_code == 404
    assert connections.in_transaction == 1, "The leak is gone. Have it seen first; you fix it in the next step."
