import io


async def store(connection, readings):
    text = "".join(f"{sensor}\t{value}\n" for sensor, value in reversed(readings))
    async with connection.transaction():
        await connection.copy_to_table("readings", source=io.BytesIO(text.encode()), columns=["sensor", "value"])
