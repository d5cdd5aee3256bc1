import asyncio

import asyncpg

from bank import transfer

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"


async def main():
    async with asyncpg.create_pool(DATABASE, min_size=1, max_size=5) as pool:
        for payer, payee, amount in ((1, 2, 500), (3, 1, 1), (1, 3, 200)):
            try:
                await transfer(pool, payer=payer, payee=payee, amount=amount)
            except asyncpg.CheckViolationError:
                print(f"{payer} → {payee}: failed")
            else:
                print(f"{payer} → {payee}: done")


if __name__ == "__main__":
    asyncio.run(main())
