async def cities_of(connection, name):
    name = name.replace("'", "’")
    rows = await connection.fetch("SELECT city FROM people WHERE name = $1 ORDER BY city", name)
    return [row["city"] for row in rows]
