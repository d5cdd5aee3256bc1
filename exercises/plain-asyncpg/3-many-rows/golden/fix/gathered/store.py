import asyncio


async def store(connection, readings):
    await asyncio.gather(
        *(connection.execute("INSERT INTO readings (sensor, value) VALUES ($1, $2)", *each) for each in readings)
    )
