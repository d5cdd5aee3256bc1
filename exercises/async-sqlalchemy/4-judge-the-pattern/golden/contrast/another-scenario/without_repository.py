from sqlalchemy import func, insert, select

from models import DailyMaximum, Reading
from scenario import async_session_factory, prepare


async def migrate():
    await prepare()
    maxima = select(Reading.sensor, func.max(Reading.value)).group_by(Reading.sensor)
    async with async_session_factory.begin() as session:
        await session.execute(insert(DailyMaximum).from_select(["sensor", "value"], maxima))
