from sqlalchemy import select

from models import DailyMaximum, Reading
from scenario import async_session_factory, prepare


class ReadingRepository:
    def __init__(self, session):
        self.session = session

    async def sensors(self):
        return (await self.session.scalars(select(Reading.sensor).distinct())).all()

    async def of(self, sensor):
        return (await self.session.scalars(select(Reading).where(Reading.sensor == sensor))).all()


async def migrate():
    await prepare()
    async with async_session_factory() as session:
        readings = ReadingRepository(session)
        for sensor in await readings.sensors():
            value = max(reading.value for reading in await readings.of(sensor))
            session.add(DailyMaximum(sensor=sensor, value=value))
        await session.commit()
