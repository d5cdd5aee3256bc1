async def cities_of(connection, name):
    name = name.replace("'", "''")
    rows = await connection.fetch(f"SELECT city FROM people WHERE name = '{name}' ORDER BY city")
    return [row["city"] for row in rows]
