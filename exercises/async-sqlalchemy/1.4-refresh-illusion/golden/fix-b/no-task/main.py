from models import Category


async def create_and_inspect(session, work_category: Category):
    print(f"E: task.category.name = {work_category.name}")
