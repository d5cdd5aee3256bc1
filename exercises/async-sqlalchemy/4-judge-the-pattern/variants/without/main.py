from sqlalchemy import select

from models import LegacyOrder, MigratedOrder, User
from scenario import async_session_factory


async def migrate():
    async with async_session_factory() as session:
        users = await session.execute(select(User).where(User.is_active))
        for user in users.scalars().all():
            orders = await session.execute(select(LegacyOrder).where(LegacyOrder.user_id == user.id))
            for order in orders.scalars():
                session.add(MigratedOrder(user_id=user.id, total=order.amount))
        await session.commit()
