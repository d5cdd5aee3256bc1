from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from exceptions import OutOfStockError, ProductNotFoundError
from repositories.order_repository import OrderRepository
from schemas import CreateOrderRequest, OrderResponse

app = FastAPI()


async def get_order_repository(session: AsyncSession = Depends(get_async_session)) -> OrderRepository:
    return OrderRepository(session)


@app.post("/orders", response_model=OrderResponse, status_code=201)
async def create_order(
    body: CreateOrderRequest, repo: OrderRepository = Depends(get_order_repository)
):
    try:
        return await repo.create_order(
            customer_name=body.customer_name, items_data=[item.model_dump() for item in body.items]
        )
    except ProductNotFoundError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    except OutOfStockError as error:
        raise HTTPException(status_code=409, detail=str(error)) from error
