async def cities_of(connection, name):
    return await connection.fetchval("SELECT array_agg(city ORDER BY city) FROM people WHERE name = $1", name) or []
