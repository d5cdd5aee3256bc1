async def cities_of(connection, name):
    rows = await connection.fetch(f"SELECT city FROM people WHERE name = $name${name}$name$ ORDER BY city")
    return [row["city"] for row in rows]
