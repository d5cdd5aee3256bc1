import json


async def store(connection, readings):
    rows = json.dumps([{"sensor": sensor, "value": value} for sensor, value in readings])
    await connection.execute(
        "INSERT INTO readings (sensor, value) SELECT sensor, value "
        "FROM json_to_recordset($1) AS given(sensor text, value integer)",
        rows,
    )
