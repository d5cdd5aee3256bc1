from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from exceptions import OutOfStockError, ProductNotFoundError
from repositories.order_repository import OrderRepository
from schemas import CreateOrderRequest

app = FastAPI()


async def get_order_repository(session: AsyncSession = Depends(get_async_session)) -> OrderRepository:
    return OrderRepository(session)


@app.post("/orders", status_code=201)
async def create_order(
    body: CreateOrderRequest, repo: OrderRepository = Depends(get_order_repository)
):
    try:
        order = await repo.create_order(
            customer_name=body.customer_name, items_data=[item.model_dump() for item in body.items]
        )
    except ProductNotFoundError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    except OutOfStockError as error:
        raise HTTPException(status_code=409, detail=str(error)) from error
    return {
        "id": order.id,
        "customer_name": order.customer_name,
        "status": order.status,
        "items": [
            {
                "product_id": item.product_id,
                "product_name": item.product.name,
                "quantity": item.quantity,
                "unit_price": str(item.unit_price),
            }
            for item in order.items
        ],
    }
