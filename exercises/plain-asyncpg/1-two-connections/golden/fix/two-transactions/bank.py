async def transfer(pool, payer, payee, amount):
    async with pool.acquire() as connection:
        async with connection.transaction():
            await connection.execute("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, payer)
        async with connection.transaction():
            await connection.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, payee)
