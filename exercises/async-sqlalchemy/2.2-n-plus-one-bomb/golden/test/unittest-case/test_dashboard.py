import unittest
from datetime import datetime, timedelta

from httpx import ASGITransport, AsyncClient
from sqlalchemy import event

from database import async_session_factory, engine
from main import app
from models import Category, Task


class DashboardTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        async with async_session_factory.begin() as session:
            self.names = ["Work", "Home", None, "Fun"]
            made = {name: Category(name=name) for name in self.names if name}
            for i in range(20):
                created = datetime(2024, 1, 1) + timedelta(minutes=i)
                session.add(Task(title=f"Task {i}", created_at=created, category=made.get(self.names[i % 4])))

    async def get(self):
        async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
            return (await client.get("/dashboard/tasks")).json()

    async def test_data(self):
        shown = [(t["title"], t["category_name"]) for t in await self.get()]
        self.assertEqual(shown, [(f"Task {i}", self.names[i % 4]) for i in range(19, -1, -1)])

    async def test_queries(self):
        count = []
        listener = lambda *_: count.append(1)
        event.listen(engine.sync_engine, "before_cursor_execute", listener)
        self.addCleanup(event.remove, engine.sync_engine, "before_cursor_execute", listener)
        await self.get()
        self.assertLessEqual(len(count), 2)
