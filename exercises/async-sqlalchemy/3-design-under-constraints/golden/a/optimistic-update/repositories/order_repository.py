from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update
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
            unchanged = update(Product).where(Product.id == product_id, Product.stock == product.stock)
            changed = await self.session.execute(unchanged.values(stock=product.stock - quantity))
            if changed.rowcount == 0:
                raise OutOfStockError(product.name, product.stock)
        order = Order(customer_name=customer_name)
        for item in items_data:
            product = products[item["product_id"]]
            order.items.append(
                OrderItem(product=product, quantity=item["quantity"], unit_price=product.price)
            )
        self.session.add(order)
        await self.session.flush()
        return order

    async def _locked_products(self, ids: Iterable[int]) -> dict[int, Product]:
        found = await self.session.scalars(select(Product).where(Product.id.in_(ids)))
        return {product.id: product for product in found}
