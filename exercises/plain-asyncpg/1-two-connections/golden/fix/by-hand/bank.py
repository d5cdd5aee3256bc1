async def transfer(pool, payer, payee, amount):
    connection = await pool.acquire()
    transaction = connection.transaction()
    await transaction.start()
    try:
        for account, change in ((payer, -amount), (payee, amount)):
            await connection.execute("UPDATE accounts SET balance = balance + $1 WHERE id = $2", change, account)
    except BaseException:
        await transaction.rollback()
        raise
    else:
        await transaction.commit()
    finally:
        await pool.release(connection)
