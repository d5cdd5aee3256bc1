async def transfer(pool, payer, payee, amount):
    async with pool.acquire() as connection, connection.transaction():
        await connection.fetch("SELECT id FROM accounts WHERE id = ANY($1) ORDER BY id FOR UPDATE", [payer, payee])
        await connection.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, payee)
        await connection.execute("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, payer)
