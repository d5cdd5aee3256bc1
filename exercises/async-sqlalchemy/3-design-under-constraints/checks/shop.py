"""Products and orders that no submission can know beforehand, and what the tables say of them."""

import secrets
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Order, OrderItem, Product

REFUSED = (400, 404, 409, 422)


def word() -> str:
    return secrets.token_hex(4)


async def products(db_session: AsyncSession, *stocks: int) -> list[Product]:
    """One product for each number, with that much in stock."""
    prices = (Decimal(secrets.randbelow(9_000) + 1_000) / 100 for _ in stocks)
    found = [Product(name=f"Product {word()}", price=price, stock=stock) for price, stock in zip(prices, stocks, strict=True)]
    db_session.add_all(found)
    await db_session.flush()
    return found


async def placed(db_session: AsyncSession, *lines: tuple[Product, int], status: str = "pending") -> Order:
    """An order that is in the database, whoever put it there; it takes nothing from stock."""
    order = Order(customer_name=f"Customer {word()}", status=status)
    db_session.add(order)
    await db_session.flush()
    for product, quantity in lines:
        price = product.price + secrets.randbelow(5)
        db_session.add(OrderItem(order_id=order.id, product_id=product.id, quantity=quantity, unit_price=price))
    await db_session.flush()
    return order


def body(*lines: tuple[Product | int, int]) -> dict:
    """What a client sends to order."""
    items = [{"product_id": getattr(which, "id", which), "quantity": quantity} for which, quantity in lines]
    return {"customer_name": f"Customer {word()}", "items": items}


async def stocks(db_session: AsyncSession, found: list[Product]) -> list[int]:
    """What is in stock now, in the order of the products."""
    ids = [product.id for product in found]
    now = dict((await db_session.execute(select(Product.id, Product.stock).where(Product.id.in_(ids)))).all())
    return [now[key] for key in ids]


async def status(db_session: AsyncSession, order_id: int) -> str | None:
    return await db_session.scalar(select(Order.status).where(Order.id == order_id))


async def lines(db_session: AsyncSession) -> list[tuple[int, int, Decimal]]:
    """All order items: product, quantity, price."""
    columns = (OrderItem.product_id, OrderItem.quantity, OrderItem.unit_price)
    return [tuple(row) for row in (await db_session.execute(select(*columns).order_by(OrderItem.id))).all()]


async def orders(db_session: AsyncSession) -> int:
    return len((await db_session.execute(select(Order.id))).all())
