from sqlalchemy import insert, select

from models import LegacyOrder, MigratedOrder, User
from scenario import async_session_factory


async def migrate():
    orders = (
        select(LegacyOrder.user_id, LegacyOrder.amount)
        .join(User, User.id == LegacyOrder.user_id)
        .where(User.is_active)
    )
    async with async_session_factory() as session:
        await session.execute(insert(MigratedOrder).from_select(["user_id", "total"], orders))
        await session.execute(insert(MigratedOrder).from_select(["user_id", "total"], orders))
        await session.commit()
