"""POST /orders: names and prices, stock, all or nothing."""

from decimal import Decimal

from rivals import rivals  # noqa: F401 - a fixture
from shop import REFUSED, body, lines, orders, products, stocks


async def test_names_and_prices(client, db_session):
    found = await products(db_session, 20, 30, 40)
    response = await client.post("/orders", json=body(*((product, n + 1) for n, product in enumerate(found))))
    assert response.status_code == 201, f"the response is {response.status_code}"
    items = response.json()["items"]
    got = sorted((item.get("product_name") or "", float(item["unit_price"])) for item in items)
    expected = sorted((product.name, float(product.price)) for product in found)
    assert [name for name, _ in got] == [name for name, _ in expected], f"the items' `product_name`s are {[name or None for name, _ in got]}, the products are called {[name for name, _ in expected]}"
    assert got == expected, f"the products and their prices are {expected}, the response says {got}"


async def test_what_is_saved(client, db_session):
    first, second = await products(db_session, 20, 30)
    sent = body((second, 4), (first, 2))
    response = await client.post("/orders", json=sent)
    assert response.status_code == 201, f"the response is {response.status_code}"
    order = response.json()
    assert order["customer_name"] == sent["customer_name"], "`customer_name` is not what was sent"
    assert await orders(db_session) == 1, f"one order was made, the table has {await orders(db_session)}"
    saved = sorted(await lines(db_session))
    expected = sorted([(first.id, 2, first.price), (second.id, 4, second.price)])
    assert saved == expected, f"saved are {saved} (product, quantity, price), ordered were {expected}"


async def test_takes_stock(client, db_session):
    found = await products(db_session, 20, 30, 40)
    response = await client.post("/orders", json=body((found[0], 5), (found[2], 40)))
    assert response.status_code == 201, f"the response is {response.status_code}"
    left = await stocks(db_session, found)
    assert left == [15, 30, 0], f"5 of 20, 0 of 30 and 40 of 40 were ordered; left are {left}, not [15, 30, 0]"


async def test_too_little(client, db_session):
    found = await products(db_session, 20, 3)
    response = await client.post("/orders", json=body((found[0], 5), (found[1], 4)))
    assert response.status_code in REFUSED, f"4 of 3 were ordered, and the response is {response.status_code}; it should be 409 or 422"
    assert await stocks(db_session, found) == [20, 3], "the order was refused, and yet the stock has changed"
    assert await orders(db_session) == 0, "the order was refused, and yet it is in the table"
    assert not await lines(db_session), "the order was refused, and yet some of its items are in the table"


async def test_same_product_twice(client, db_session):
    found = await products(db_session, 10)
    response = await client.post("/orders", json=body((found[0], 6), (found[0], 6)))
    assert response.status_code in REFUSED, f"6 and 6 of 10 were ordered, and the response is {response.status_code}: each line fits, both do not"
    assert await stocks(db_session, found) == [10], "6 and 6 of 10 were refused, and yet the stock has changed"
    response = await client.post("/orders", json=body((found[0], 6), (found[0], 3)))
    assert response.status_code == 201, f"6 and 3 of 10 were ordered, and the response is {response.status_code}"
    left = await stocks(db_session, found)
    assert left == [1], f"6 and 3 of 10 were ordered; left are {left[0]}"
    assert sum(quantity for _, quantity, _ in await lines(db_session)) == 9, "6 and 3 were ordered, the items add up to something else"


async def test_nothing_of_a_bad_order(client, db_session):
    """Wherever the unknown product stands."""
    found = await products(db_session, 20, 30)
    for place in range(3):
        wanted = [(found[0], 2), (found[1], 3)]
        wanted.insert(place, (900_000, 1))
        response = await client.post("/orders", json=body(*wanted))
        assert response.status_code in REFUSED, f"one product does not exist, and the response is {response.status_code}; it is the client's mistake, a 4xx"
        assert await orders(db_session) == 0, "one product does not exist, and yet there is an order"
        assert await stocks(db_session, found) == [20, 30], "one product does not exist, and yet stock was taken from the others"


async def test_invalid(client, db_session):
    found = await products(db_session, 20)
    good = body((found[0], 1))
    bad = (
        ({**good, "items": []}, "no items"),
        ({**good, "customer_name": ""}, "no name"),
        (body((found[0], 0)), "a quantity of 0"),
        (body((found[0], -3)), "a quantity of -3"),
    )
    for sent, words in bad:
        response = await client.post("/orders", json=sent)
        assert response.status_code == 422, f"{words}: the response is {response.status_code}, not 422"
    assert await stocks(db_session, found) == [20], "orders that the schema refuses have changed the stock"


async def test_price_stays(client, db_session):
    """What was agreed on does not change with the product."""
    (product,) = await products(db_session, 20)
    agreed = product.price
    response = await client.post("/orders", json=body((product, 1)))
    assert response.status_code == 201, f"the response is {response.status_code}"
    product.price = agreed + Decimal("7.00")
    await db_session.flush()
    response = await client.post("/orders", json=body((product, 1)))
    assert response.status_code == 201, f"the response is {response.status_code}"
    prices = [price for _, _, price in await lines(db_session)]
    assert prices == [agreed, agreed + 7], f"the product cost {agreed}, then {agreed + 7}; the items say {prices}"


async def test_last_piece(client, db_session, rivals):  # noqa: F811
    """The first order has taken it and not committed yet, when the second one comes."""
    found = await products(db_session, 1)
    answers = await rivals.uncommitted(*(client.post("/orders", json=body((found[0], 1))) for _ in range(2)))
    first, second = (answer.status_code for answer in answers)
    left = (await stocks(db_session, found))[0]
    assert first == 201, f"an order of the last piece: the response is {first}"
    assert second in REFUSED, f"the first order of the last piece was not committed yet when the second one came, and the second one got {second}; the stock is {left}. What was read before the wait is old: lock the row when you read it, or let the UPDATE itself ask whether there is enough"
    assert (left, await orders(db_session)) == (0, 1), f"two orders of the last piece left a stock of {left} and {await orders(db_session)} orders"


async def test_nothing_lost(client, db_session, rivals):  # noqa: F811
    """The first order takes 30 of 100 and has not committed yet, when the second one takes 1."""
    found = await products(db_session, 100)
    answers = await rivals.uncommitted(*(client.post("/orders", json=body((found[0], n))) for n in (30, 1)))
    statuses = [answer.status_code for answer in answers]
    left = (await stocks(db_session, found))[0]
    assert statuses[0] == 201, f"30 of 100 were ordered; the response is {statuses[0]}"
    assert statuses[1] in (201, *REFUSED), f"30 of 100 and 1 of 100 were ordered at once; the responses are {statuses}"
    expected = 69 if statuses[1] == 201 else 70
    assert left == expected, f"30 of 100 and 1 of 100 were ordered at once, with the answers {statuses}; left are {left}, not {expected}: one update wrote over the other"


async def test_two_at_once(client, db_session, rivals):  # noqa: F811
    """Both orders have begun before one of them can write."""
    found = await products(db_session, 1)
    answers = await rivals.blocked(*(client.post("/orders", json=body((found[0], 1))) for _ in range(2)))
    statuses = sorted(answer.status_code for answer in answers)
    left = (await stocks(db_session, found))[0]
    assert statuses[0] == 201, f"two orders of the last piece: none of them got it, the responses are {statuses}"
    assert statuses[1] in REFUSED, f"two orders of the last piece: the responses are {statuses}, and the stock is {left}"
    assert (left, await orders(db_session)) == (0, 1), f"two orders of the last piece left a stock of {left} and {await orders(db_session)} orders"
