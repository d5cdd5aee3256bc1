async def cities_of(connection, name):
    """Return the cities of the people who have this name."""
    rows = await connection.fetch("SELECT city FROM people WHERE name = $1 ORDER BY city", name)
    return [row["city"] for row in rows]
