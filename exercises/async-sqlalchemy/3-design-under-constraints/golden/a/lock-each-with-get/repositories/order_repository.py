from collections import Counter
from typing import Any

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
        products = {}
        for product_id in sorted(wanted):
            product = await self.session.get(Product, product_id, with_for_update=True)
            if product is not None:
                products[product_id] = product
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
                OrderItem(product=product, quantity=item["quantity"], unit_price=product.price)
            )
        self.session.add(order)
        await self.session.flush()
        return order
