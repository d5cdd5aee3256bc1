async def transfer(pool, payer, payee, amount):
    changes = [(-amount, payer), (amount, payee)]
    await pool.executemany("UPDATE accounts SET balance = balance + $1 WHERE id = $2", changes)
