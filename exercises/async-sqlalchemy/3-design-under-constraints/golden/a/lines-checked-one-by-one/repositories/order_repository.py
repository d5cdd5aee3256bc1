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
        products = await self._locked_products(item["product_id"] for item in items_data)
        order = Order(customer_name=customer_name)
        for item in items_data:
            product = products.get(item["product_id"])
            if product is None:
                raise ProductNotFoundError(item["product_id"])
            if product.stock < item["quantity"]:
                raise OutOfStockError(product.name, product.stock)
            order.items.append(
                OrderItem(product=product, quantity=item["quantity"], unit_price=product.price)
            )
        for item in order.items:
            item.product.stock -= item.quantity
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
