async def store(connection, readings):
    for _ in range(2):
        await connection.copy_records_to_table("readings", records=readings, columns=["sensor", "value"])
