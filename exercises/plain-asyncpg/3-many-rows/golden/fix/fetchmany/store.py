async def store(connection, readings):
    await connection.fetchmany("INSERT INTO readings (sensor, value) VALUES ($1, $2) RETURNING id", readings)
