async def cities_of(connection, name):
    rows = await connection.fetch("SELECT city FROM people WHERE name = %s ORDER BY city", name)
    return [row["city"] for row in rows]
