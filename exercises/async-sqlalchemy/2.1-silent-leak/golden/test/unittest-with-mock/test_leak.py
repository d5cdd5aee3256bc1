import unittest
from unittest.mock import patch

from httpx import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

import database
from main import app


class LeakTest(unittest.IsolatedAsyncioTestCase):
    async def asyncTearDown(self):
        await database.engine.dispose()

    async def ask(self, method, path):
        async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
            return await client.request(method, path)

    async def test_close_is_called(self):
        with patch.object(AsyncSession, "close", autospec=True, side_effect=AsyncSession.close) as close:
            response = await self.ask("GET", "/tasks/99999")
        self.assertEqual(response.status_code, 404)
        close.assert_called()
        self.assertEqual(database.engine.pool.checkedout(), 0)

    async def test_saved_or_not(self):
        created = (await self.ask("POST", "/tasks")).json()
        self.assertEqual((await self.ask("GET", f"/tasks/{created['id']}")).status_code, 200)
        self.assertEqual((await self.ask("POST", "/tasks/99999/copy")).status_code, 404)
        self.assertEqual((await self.ask("GET", f"/tasks/{created['id'] + 1}")).status_code, 404)
