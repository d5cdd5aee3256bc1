from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from exceptions import OutOfStockError, ProductNotFoundError
from models import Order, OrderItem, Product


class OrderRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def create_order(self, customer_name: str, items_data: list[dict[str, Any]]) -> Order:
        order = Order(customer_name=customer_name)
        for item in items_data:
            product = await self.session.get(Product, item["product_id"])
            if product is None:
                raise ProductNotFoundError(item["product_id"])
            taken = await self.session.execute(
                update(Product)
                .where(Product.id == product.id, Product.stock >= item["quantity"])
                .values(stock=Product.stock - item["quantity"])
                .returning(Product.id)
            )
            if taken.scalar_one_or_none() is None:
                raise OutOfStockError(product.name, product.stock)
            order.items.append(
                OrderItem(product=product, quantity=item["quantity"], unit_price=product.price)
            )
        self.session.add(order)
        await self.session.flush()
        return order

