print("1 → 2: failed")
print("3 → 1: failed")
print("1 → 3: done")


async def transfer(pool, payer, payee, amount):
    pass
