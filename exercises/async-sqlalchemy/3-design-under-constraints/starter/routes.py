from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from repositories.order_repository import OrderRepository

app = FastAPI()


async def get_order_repository(session: AsyncSession = Depends(get_async_session)) -> OrderRepository:
    return OrderRepository(session)
