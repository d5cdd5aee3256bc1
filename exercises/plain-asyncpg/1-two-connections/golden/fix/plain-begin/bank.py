async def transfer(pool, payer, payee, amount):
    async with pool.acquire() as connection:
        await connection.execute("BEGIN")
        try:
            await connection.execute("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, payer)
            await connection.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, payee)
        except Exception:
            await connection.execute("ROLLBACK")
            raise
        await connection.execute("COMMIT")
