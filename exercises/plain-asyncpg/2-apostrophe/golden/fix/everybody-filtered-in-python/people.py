async def cities_of(connection, name):
    return [row["city"] for row in await connection.fetch("SELECT name, city FROM people") if row["name"] == name]
