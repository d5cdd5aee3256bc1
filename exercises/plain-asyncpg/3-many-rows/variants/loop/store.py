async def store(connection, readings):
    """Store pairs of sensor and value, all or none."""
    async with connection.transaction():
        for sensor, value in readings:
            await connection.execute("INSERT INTO readings (sensor, value) VALUES ($1, $2)", sensor, value)
