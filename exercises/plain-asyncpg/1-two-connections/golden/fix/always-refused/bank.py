import asyncpg


async def transfer(pool, payer, payee, amount):
    raise asyncpg.CheckViolationError("no")
