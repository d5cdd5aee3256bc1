from scenario import async_session_factory, prepare


async def migrate():
    await prepare()
    async with async_session_factory() as session:
        ...  # the same work, without a repository
