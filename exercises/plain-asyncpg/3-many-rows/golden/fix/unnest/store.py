async def store(connection, readings):
    sensors, values = zip(*readings)
    await connection.execute(
        "INSERT INTO readings (sensor, value) SELECT * FROM unnest($1::text[], $2::int[])", sensors, values
    )
