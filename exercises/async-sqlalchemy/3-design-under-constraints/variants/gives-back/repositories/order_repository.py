from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from exceptions import OrderAlreadyCancelledError, ProductNotFoundError
from models import Order, OrderItem, Product


class OrderRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def create_order(self, customer_name: str, items_data: list[dict[str, Any]]) -> Order:
        ids = [item["product_id"] for item in items_data]
        result = await self.session.execute(select(Product).where(Product.id.in_(ids)))
        products = {product.id: product for product in result.scalars()}
        for product_id in ids:
            if product_id not in products:
                raise ProductNotFoundError(product_id)

        order = Order(customer_name=customer_name)
        for item in items_data:
            product = products[item["product_id"]]
            order.items.append(
                OrderItem(
                    product_id=product.id, quantity=item["quantity"], unit_price=product.price
                )
            )
        self.session.add(order)
        await self.session.flush()
        return order

    async def get_order_detail(self, order_id: int) -> Order | None:
        stmt = (
            select(Order)
            .where(Order.id == order_id)
            .options(selectinload(Order.items).selectinload(OrderItem.product))
        )
        result = await self.session.execute(stmt)
        return result.scalar_one_or_none()

    async def cancel_order(self, order_id: int) -> Order:
        order = await self.get_order_detail(order_id)
        if order is None:
            raise OrderNotFoundError(order_id)
        if order.status == "cancelled":
            raise OrderAlreadyCancelledError(order_id)
        for item in order.items:
            item.product.stock += item.quantity
        order.status = "cancelled"
        await self.session.flush()
        return order
