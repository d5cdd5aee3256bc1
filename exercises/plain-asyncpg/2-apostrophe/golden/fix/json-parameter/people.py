import json


async def cities_of(connection, name):
    question = "SELECT city FROM people WHERE name = $1::jsonb ->> 'name' ORDER BY city"
    return [city for (city,) in await connection.fetch(question, json.dumps({"name": name}))]
