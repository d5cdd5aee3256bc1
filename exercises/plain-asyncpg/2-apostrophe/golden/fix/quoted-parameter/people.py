async def cities_of(connection, name):
    rows = await connection.fetch("SELECT city FROM people WHERE name = '$1' ORDER BY city")
    return [row["city"] for row in rows]
