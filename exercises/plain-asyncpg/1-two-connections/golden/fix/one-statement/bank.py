TRANSFER = """
WITH taken AS (UPDATE accounts SET balance = balance - $1 WHERE id = $2)
UPDATE accounts SET balance = balance + $1 WHERE id = $3
"""


async def transfer(pool, payer, payee, amount):
    await pool.execute(TRANSFER, amount, payer, payee)
