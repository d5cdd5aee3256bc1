from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Product


async def test_cancel_restores_stock(client: AsyncClient, db_session: AsyncSession):
    product = Product(name="Stockable", price=10.00, stock=50)
    db_session.add(product)
    await db_session.flush()
    items = [{"product_id": product.id, "quantity": 5}]
    created = await client.post("/orders", json={"customer_name": "Eve", "items": items})

    response = await client.post(f"/orders/{created.json()['id']}/cancel")
    assert response.status_code == 200, f"the answer is {response.status_code}"
    assert response.json()["status"] == "cancelled"
    stock = await db_session.scalar(select(Product.stock).where(Product.id == product.id))
    assert stock == 50, f"the stock was 50; after an order of 5 and its cancellation it is {stock}"


async def test_cancel_twice(client: AsyncClient, db_session: AsyncSession):
    product = Product(name="Item", price=1.00, stock=10)
    db_session.add(product)
    await db_session.flush()
    items = [{"product_id": product.id, "quantity": 1}]
    created = await client.post("/orders", json={"customer_name": "Frank", "items": items})
    order_id = created.json()["id"]

    first = await client.post(f"/orders/{order_id}/cancel")
    assert first.status_code == 200, f"the first cancellation is answered with {first.status_code}"
    second = await client.post(f"/orders/{order_id}/cancel")
    assert second.status_code == 409, f"the second cancellation is answered with {second.status_code}"
