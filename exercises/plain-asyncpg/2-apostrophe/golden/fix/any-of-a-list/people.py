async def cities_of(connection, name):
    async with connection.transaction():
        return [row[0] async for row in connection.cursor("SELECT city FROM people WHERE name = ANY($1)", [name])]
