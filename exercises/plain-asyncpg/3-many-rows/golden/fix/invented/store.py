async def store(connection, readings):
    await connection.execute("INSERT INTO readings (sensor, value) SELECT 'Roof', n FROM generate_series(1, 300) AS n")
