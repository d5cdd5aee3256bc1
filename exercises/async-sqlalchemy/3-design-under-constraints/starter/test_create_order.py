from httpx import AsyncClient
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Order, Product


async def test_create_order(client: AsyncClient, db_session: AsyncSession):
    widget = Product(name="Widget", price=9.99, stock=100)
    gadget = Product(name="Gadget", price=24.99, stock=50)
    db_session.add_all([widget, gadget])
    await db_session.flush()

    items = [{"product_id": widget.id, "quantity": 2}, {"product_id": gadget.id, "quantity": 1}]
    response = await client.post("/orders", json={"customer_name": "Alice", "items": items})
    assert response.status_code == 201, f"the answer is {response.status_code}"
    order = response.json()
    assert order["customer_name"] == "Alice"
    assert order["status"] == "pending"
    assert len(order["items"]) == 2
    assert "id" in order


async def test_invalid_product(client: AsyncClient):
    items = [{"product_id": 99999, "quantity": 1}]
    response = await client.post("/orders", json={"customer_name": "Bob", "items": items})
    assert response.status_code in (404, 422), f"the answer is {response.status_code}"


async def test_all_or_nothing(client: AsyncClient, db_session: AsyncSession):
    real = Product(name="Real Product", price=5.00, stock=10)
    db_session.add(real)
    await db_session.flush()

    items = [{"product_id": real.id, "quantity": 1}, {"product_id": 99999, "quantity": 1}]
    response = await client.post("/orders", json={"customer_name": "Charlie", "items": items})
    assert response.status_code >= 400, f"the answer is {response.status_code}"
    assert await db_session.scalar(select(func.count()).select_from(Order)) == 0
