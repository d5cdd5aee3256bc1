from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import LegacyOrder, MigratedOrder, User
from scenario import async_session_factory


class LegacyOrderRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def of_active_users(self) -> list[LegacyOrder]:
        result = await self.session.scalars(
            select(LegacyOrder).join(User, User.id == LegacyOrder.user_id).where(User.is_active)
        )
        return list(result)


class MigratedOrderRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    def add_all(self, orders: list[MigratedOrder]) -> None:
        self.session.add_all(orders)


async def migrate():
    async with async_session_factory() as session:
        orders = await LegacyOrderRepository(session).of_active_users()
        MigratedOrderRepository(session).add_all(
            [MigratedOrder(user_id=order.user_id, total=order.amount) for order in orders]
        )
        await session.commit()
