async def store(connection, readings):
    await connection.executemany("INSERT INTO readings (sensor, value) VALUES ($1, $2)", readings)
