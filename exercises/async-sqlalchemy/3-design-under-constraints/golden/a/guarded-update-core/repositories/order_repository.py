from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from exceptions import OutOfStockError, ProductNotFoundError
from models import Order, OrderItem, Product


class OrderRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def create_order(self, customer_name: str, items_data: list[dict[str, Any]]) -> Order:
        order = Order(customer_name=customer_name)
        for item in items_data:
            taken = await self.session.execute(
                update(Product)
                .where(Product.id == item["product_id"], Product.stock >= item["quantity"])
                .values(stock=Product.stock - item["quantity"])
                .returning(Product)
                .execution_options(synchronize_session=False)
            )
            product = taken.scalar_one_or_none()
            if product is None:
                await self._refuse(item["product_id"])
            order.items.append(
                OrderItem(product=product, quantity=item["quantity"], unit_price=product.price)
            )
        self.session.add(order)
        await self.session.flush()
        return order

    async def _refuse(self, product_id: int) -> None:
        product = await self.session.scalar(select(Product).where(Product.id == product_id))
        if product is None:
            raise ProductNotFoundError(product_id)
        raise OutOfStockError(product.name, product.stock)
