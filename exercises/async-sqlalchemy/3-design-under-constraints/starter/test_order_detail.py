from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from models import Product


async def test_order_detail(client: AsyncClient, db_session: AsyncSession):
    product = Product(name="Premium Widget", price=49.99, stock=100)
    db_session.add(product)
    await db_session.flush()
    items = [{"product_id": product.id, "quantity": 3}]
    created = await client.post("/orders", json={"customer_name": "Diana", "items": items})

    response = await client.get(f"/orders/{created.json()['id']}")
    assert response.status_code == 200, f"the answer is {response.status_code}"
    order = response.json()
    assert order["customer_name"] == "Diana"
    (item,) = order["items"]
    assert item["quantity"] == 3
    assert item["product_name"] == "Premium Widget"
    assert float(item["unit_price"]) == 49.99


async def test_order_not_found(client: AsyncClient):
    response = await client.get("/orders/99999")
    assert response.status_code == 404


async def test_no_n_plus_one(client: AsyncClient, db_session: AsyncSession, queries):
    products = [Product(name=f"P{number}", price=number, stock=100) for number in range(10)]
    db_session.add_all(products)
    await db_session.flush()
    items = [{"product_id": product.id, "quantity": 1} for product in products]
    created = await client.post("/orders", json={"customer_name": "Efficiency Test", "items": items})

    queries.reset()
    response = await client.get(f"/orders/{created.json()['id']}")
    assert response.status_code == 200, f"the answer is {response.status_code}"
    assert len(response.json()["items"]) == 10
    assert len(queries.selects) <= 3, f"{len(queries.selects)} SELECTs for ten items"
