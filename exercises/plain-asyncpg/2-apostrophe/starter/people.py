async def cities_of(connection, name):
    """Return the cities of the people who have this name."""
    rows = await connection.fetch(f"SELECT city FROM people WHERE name = '{name}' ORDER BY city")
    return [row["city"] for row in rows]
