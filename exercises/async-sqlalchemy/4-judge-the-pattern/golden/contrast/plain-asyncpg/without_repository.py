import asyncpg


async def migrate():
    connection = await asyncpg.connect("postgresql://user:pass@localhost:5432/taskdb")
    rows = await connection.fetch(
        "SELECT user_id, amount FROM legacy_orders WHERE user_id IN (SELECT id FROM users WHERE is_active)"
    )
    await connection.copy_records_to_table("migrated_orders", records=rows, columns=["user_id", "total"])
    await connection.close()
