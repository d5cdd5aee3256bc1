from sqlalchemy import insert, select

from models import LegacyOrder, MigratedOrder, User
from scenario import async_session_factory


async def migrate() -> None:
    async with async_session_factory.begin() as session:
        orders = await session.scalars(
            select(LegacyOrder).where(LegacyOrder.user_id.in_(select(User.id).where(User.is_active)))
        )
        rows = [{"user_id": order.user_id, "total": order.amount} for order in orders]
        await session.execute(insert(MigratedOrder), rows)
