async def cities_of(connection, name):
    query = """
        SELECT DISTINCT city
        FROM people
        WHERE name = $1::text
        ORDER BY city
    """
    return [city for (city,) in await connection.fetch(query, name)]
