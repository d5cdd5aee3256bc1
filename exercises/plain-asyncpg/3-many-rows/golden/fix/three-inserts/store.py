async def store(connection, readings):
    async with connection.transaction():
        for begin in range(0, len(readings), 100):
            some = readings[begin : begin + 100]
            places = ", ".join(f"(${2 * n + 1}, ${2 * n + 2})" for n in range(len(some)))
            await connection.execute(
                f"INSERT INTO readings (sensor, value) VALUES {places}", *[field for pair in some for field in pair]
            )
