async def store(connection, readings):
    """Store pairs of sensor and value, all or none."""
    await connection.executemany("INSERT INTO readings (sensor, value) VALUES ($1, $2)", readings)
