async def transfer(pool, payer, payee, amount):
    await pool.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, payee)
    await pool.execute("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, payer)
