import asyncio

import asyncpg

from bank import transfer

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"


async def balance(pool, account):
    return await pool.fetchval("SELECT balance FROM accounts WHERE id = $1", account)


async def main():
    async with asyncpg.create_pool(DATABASE, min_size=1, max_size=5) as pool:
        print(f"A: account 1 has {await balance(pool, 1)}")
        try:
            await transfer(pool, payer=1, payee=2, amount=500)
        except asyncpg.CheckViolationError:
            print("B: account 2 is full, the transfer failed")
        print(f"C: account 1 has {await balance(pool, 1)}")


if __name__ == "__main__":
    asyncio.run(main())
