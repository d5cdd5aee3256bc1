"""POST /orders/{id}/cancel: once, completely, whoever else is about."""

import secrets

from rivals import rivals  # noqa: F401 - a fixture
from shop import lines, placed, products, status, stocks

# The most that the column holds: whatever is added to it fails.
FULL = 2_147_483_647


async def test_every_item(client, db_session):
    """Several products, one of them on two lines."""
    found = await products(db_session, 10, 20, 30)
    order = await placed(db_session, (found[0], 1), (found[1], 4), (found[0], 2))
    response = await client.post(f"/orders/{order.id}/cancel")
    assert response.status_code == 200, f"the response is {response.status_code}"
    assert response.json()["status"] == "cancelled", f"`status` in the response is {response.json()['status']!r}"
    left = await stocks(db_session, found)
    assert left == [13, 24, 30], f"the stock was [10, 20, 30]; 1, 4 and again 2 of the first were given back, and it is {left}"
    assert await status(db_session, order.id) == "cancelled", "the response says cancelled, the table does not"
    assert len(await lines(db_session)) == 3, "a cancelled order still has its items"


async def test_only_this_order(client, db_session):
    (product,) = await products(db_session, 10)
    mine, other = await placed(db_session, (product, 1)), await placed(db_session, (product, 4))
    response = await client.post(f"/orders/{mine.id}/cancel")
    assert response.status_code == 200, f"the response is {response.status_code}"
    assert await status(db_session, other.id) == "pending", "another order was cancelled as well"
    assert await stocks(db_session, [product]) == [11], "the stock of another order was given back as well"


async def test_twice(client, db_session):
    (product,) = await products(db_session, 10)
    order = await placed(db_session, (product, 4))
    statuses = [(await client.post(f"/orders/{order.id}/cancel")).status_code for _ in range(3)]
    assert statuses == [200, 409, 409], f"cancelled three times, an order answers {statuses}, not [200, 409, 409]"
    left = (await stocks(db_session, [product]))[0]
    assert left == 14, f"an order of 4 was cancelled three times; the stock went from 10 to {left}, not to 14"


async def test_not_found(client, db_session):
    response = await client.post(f"/orders/{900_000 + secrets.randbelow(1000)}/cancel")
    assert response.status_code == 404, f"there is no such order, and the response is {response.status_code}, not 404"


async def test_all_or_nothing(client, db_session):
    """One of the products cannot take its piece back; wherever it stands, nothing happens."""
    for full in (0, 2):
        found = await products(db_session, *(FULL if n == full else 10 for n in range(3)))
        order = await placed(db_session, *((product, 2) for product in found))
        before = await stocks(db_session, found)
        await client.post(f"/orders/{order.id}/cancel")
        now = await status(db_session, order.id)
        assert now == "pending", f"the stock of one product could not be updated, and yet the order's status is {now!r}"
        assert await stocks(db_session, found) == before, "the stock of one product could not be updated, and yet others were"


async def test_cancelled_meanwhile(client, db_session, rivals):  # noqa: F811
    """The first request has cancelled the order and not committed yet, when the second one comes."""
    (product,) = await products(db_session, 45)
    order = await placed(db_session, (product, 5))
    answers = await rivals.uncommitted(*(client.post(f"/orders/{order.id}/cancel") for _ in range(2)))
    first, second = (answer.status_code for answer in answers)
    left = (await stocks(db_session, [product]))[0]
    assert first == 200, f"the response is {first}"
    assert second == 409, f"the first cancellation was not committed yet when the second one came, and the second one got {second}, not 409; the stock went from 45 to {left}. A status that was read before the wait is old: lock the order when you read it, or let the UPDATE itself ask for the status"
    assert left == 50, f"an order of 5 was cancelled; the stock went from 45 to {left}"


async def test_nothing_lost(client, db_session, rivals):  # noqa: F811
    """Two orders give the same product back at the same time."""
    (product,) = await products(db_session, 40)
    mine, other = await placed(db_session, (product, 5)), await placed(db_session, (product, 7))
    answers = await rivals.uncommitted(*(client.post(f"/orders/{order.id}/cancel") for order in (mine, other)))
    statuses = [answer.status_code for answer in answers]
    left = (await stocks(db_session, [product]))[0]
    assert statuses == [200, 200], f"two orders of one product are cancelled at once; the responses are {statuses}"
    assert left == 52, f"two orders, of 5 and of 7, are cancelled at once; the stock went from 40 to {left}, not to 52: one update wrote over the other"


async def test_two_at_once(client, db_session, rivals):  # noqa: F811
    """Both cancellations of one order have begun before one of them can write to a product."""
    (product,) = await products(db_session, 45)
    order = await placed(db_session, (product, 5))
    answers = await rivals.blocked(*(client.post(f"/orders/{order.id}/cancel") for _ in range(2)))
    statuses = sorted(answer.status_code for answer in answers)
    left = (await stocks(db_session, [product]))[0]
    assert statuses == [200, 409], f"two cancellations of one order at once: the responses are {statuses}, not [200, 409], and the stock went from 45 to {left}"
    assert left == 50, f"two cancellations of one order of 5 at once: the stock went from 45 to {left}"
