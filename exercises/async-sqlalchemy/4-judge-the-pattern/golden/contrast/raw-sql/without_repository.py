import sqlalchemy

from scenario import engine

MIGRATION = sqlalchemy.text("""
    INSERT INTO migrated_orders (user_id, total)
    SELECT legacy_orders.user_id, legacy_orders.amount
    FROM legacy_orders JOIN users ON users.id = legacy_orders.user_id
    WHERE users.is_active
""")


async def migrate():
    async with engine.begin() as connection:
        await connection.execute(MIGRATION)
