"""GET /orders/{id}: complete, the right one, and with at most three queries."""

import secrets
from decimal import Decimal

from shop import placed, products

MOST = 3


async def test_complete(client, db_session):
    """Prices are the order's, not the product's of today."""
    found = await products(db_session, *[9] * 6)
    first = await placed(db_session, *((product, n + 1) for n, product in enumerate(found[:4])))
    second = await placed(db_session, (found[5], 2), (found[4], 7), (found[5], 1))
    for order, wanted in ((first, list(zip(found[:4], (1, 2, 3, 4), strict=True))), (second, [(found[5], 2), (found[4], 7), (found[5], 1)])):
        response = await client.get(f"/orders/{order.id}")
        assert response.status_code == 200, f"the response is {response.status_code}"
        got = response.json()
        for key in ("id", "customer_name", "status"):
            assert got[key] == getattr(order, key), f"`{key}` is {getattr(order, key)!r}, the response says {got[key]!r}"
        named = sorted((item.get("product_name"), item["quantity"]) for item in got["items"])
        expected = sorted((product.name, quantity) for product, quantity in wanted)
        assert named == expected, f"the order has {expected} (product, quantity), the response says {named}"


async def test_prices(client, db_session):
    (product,) = await products(db_session, 9)
    order = await placed(db_session, (product, 1))
    (item,) = (await client.get(f"/orders/{order.id}")).json()["items"]
    agreed = float(item["unit_price"])
    product.price += Decimal("11.00")
    await db_session.flush()
    (item,) = (await client.get(f"/orders/{order.id}")).json()["items"]
    now = float(item["unit_price"])
    assert now == agreed, f"the order's `unit_price` went from {agreed} to {now} when the product's price was raised"


async def test_not_found(client, db_session):
    (product,) = await products(db_session, 9)
    await placed(db_session, (product, 1))
    response = await client.get(f"/orders/{900_000 + secrets.randbelow(1000)}")
    assert response.status_code == 404, f"there is no such order, and the response is {response.status_code}, not 404"


async def test_few_queries(client, db_session, queries):
    """For one item and for sixty."""
    found = await products(db_session, *[9] * 60)
    for count in (1, 12, 60):
        order = await placed(db_session, *((product, 1) for product in found[:count]))
        queries.reset()
        response = await client.get(f"/orders/{order.id}")
        assert response.status_code == 200, f"an order with {count} items: the response is {response.status_code}"
        assert len(response.json()["items"]) == count, f"the order has {count} items, the answer {len(response.json()['items'])}"
        assert len(queries) <= MOST, f"an order with {count} items took {len(queries)} queries; at most {MOST} are allowed, however many items there are"


async def test_only_reads(client, db_session, queries):
    (product,) = await products(db_session, 9)
    order = await placed(db_session, (product, 1))
    queries.reset()
    response = await client.get(f"/orders/{order.id}")
    assert response.status_code == 200, f"the response is {response.status_code}"
    writing = [one for one in queries if one.command in ("INSERT", "UPDATE", "DELETE")]
    assert not writing, f"GET /orders/{{id}} wrote to the database: {writing[0][:80]}"
