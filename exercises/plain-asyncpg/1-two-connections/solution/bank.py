async def transfer(pool, payer, payee, amount):
    """Move money from one account to another, or leave both as they are."""
    async with pool.acquire() as connection:
        async with connection.transaction():
            await connection.execute("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, payer)
            await connection.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, payee)
