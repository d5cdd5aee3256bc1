async def store(connection, readings):
    """Store pairs of sensor and value, all or none."""
    await connection.copy_records_to_table("readings", records=readings, columns=["sensor", "value"])
