import asyncpg


async def transfer(pool, payer, payee, amount):
    try:
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, payer)
            await connection.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, payee)
    except asyncpg.CheckViolationError:
        pass
