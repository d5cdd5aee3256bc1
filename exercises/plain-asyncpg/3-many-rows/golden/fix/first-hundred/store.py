async def store(connection, readings):
    await connection.copy_records_to_table("readings", records=readings[:100], columns=["sensor", "value"])
