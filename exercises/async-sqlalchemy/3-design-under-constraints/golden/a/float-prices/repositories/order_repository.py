from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exceptions import OutOfStockError, ProductNotFoundError
from models import Order, OrderItem, Product


class OrderRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def create_order(self, customer_name: str, items_data: list[dict[str, Any]]) -> Order:
        wanted: Counter[int] = Counter()
        for item in items_data:
            wanted[item["product_id"]] += item["quantity"]
        products = await self._locked_products(wanted)
        for product_id, quantity in wanted.items():
            if product_id not in products:
                raise ProductNotFoundError(product_id)
            product = products[product_id]
            if product.stock < quantity:
                raise OutOfStockError(product.name, product.stock)
            product.stock -= quantity
        order = Order(customer_name=customer_name)
        for item in items_data:
            product = products[item["product_id"]]
            order.items.append(
                OrderItem(product=product, quantity=item["quantity"], unit_price=float(product.price))
            )
        self.session.add(order)
        await self.session.flush()
        return order

    async def _locked_products(self, ids: Iterable[int]) -> dict[int, Product]:
        """Whoever comes second waits here, and reads what the first one left.

        Everybody locks in the order of the keys, so that no two wait for each other.
        """
        stmt = select(Product).where(Product.id.in_(ids)).order_by(Product.id).with_for_update()
        found = await self.session.scalars(stmt, execution_options={"populate_existing": True})
        return {product.id: product for product in found}
