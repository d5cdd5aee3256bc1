from itertools import chain


async def store(connection, readings):
    places = ", ".join(f"(${2 * n + 1}, ${2 * n + 2})" for n in range(len(readings)))
    await connection.execute(f"INSERT INTO readings (sensor, value) VALUES {places}", *chain.from_iterable(readings))
