from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import LegacyOrder, MigratedOrder, User
from scenario import async_session_factory


class UserRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def get_all_active(self) -> list[User]:
        result = await self.session.execute(select(User).where(User.is_active))
        return list(result.scalars())


class LegacyOrderRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def get_by_user_id(self, user_id: int) -> list[LegacyOrder]:
        result = await self.session.execute(select(LegacyOrder).where(LegacyOrder.user_id == user_id))
        return list(result.scalars())


class MigratedOrderRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def create(self, user_id: int, total: Decimal) -> MigratedOrder:
        order = MigratedOrder(user_id=user_id, total=total)
        self.session.add(order)
        await self.session.flush()
        await self.session.refresh(order)
        return order


async def migrate():
    async with async_session_factory() as session:
        users = UserRepository(session)
        legacy_orders = LegacyOrderRepository(session)
        migrated_orders = MigratedOrderRepository(session)

        for user in await users.get_all_active():
            for order in await legacy_orders.get_by_user_id(user.id):
                await migrated_orders.create(user_id=user.id, total=order.amount)
        await session.commit()
