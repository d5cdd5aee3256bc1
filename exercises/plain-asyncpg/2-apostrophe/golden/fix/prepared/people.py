async def cities_of(connection, name):
    statement = await connection.prepare("SELECT city FROM people WHERE name = $1 ORDER BY 1")
    return [row["city"] for row in await statement.fetch(name)]
