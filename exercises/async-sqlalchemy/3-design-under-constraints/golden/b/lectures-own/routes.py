from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from exceptions import ProductNotFoundError
from repositories.order_repository import OrderRepository
from schemas import CreateOrderRequest, OrderItemResponse, OrderResponse

app = FastAPI()


async def get_order_repository(session: AsyncSession = Depends(get_async_session)) -> OrderRepository:
    return OrderRepository(session)


@app.post("/orders", response_model=OrderResponse, status_code=201)
async def create_order(
    body: CreateOrderRequest, repo: OrderRepository = Depends(get_order_repository)
):
    try:
        order = await repo.create_order(
            body.customer_name, [item.model_dump() for item in body.items]
        )
    except ProductNotFoundError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    items = [
        OrderItemResponse(
            id=item.id,
            product_id=item.product_id,
            quantity=item.quantity,
            unit_price=item.unit_price,
        )
        for item in order.items
    ]
    return OrderResponse(
        id=order.id,
        customer_name=order.customer_name,
        status=order.status,
        created_at=order.created_at,
        items=items,
    )


@app.get("/orders/{order_id}")
async def get_order(order_id: int, repo: OrderRepository = Depends(get_order_repository)):
    order = await repo.get_order_detail(order_id)
    if order is None:
        raise HTTPException(status_code=404, detail="Order not found")
    return OrderResponse(
        id=order.id,
        customer_name=order.customer_name,
        status=order.status,
        created_at=order.created_at,
        items=[
            OrderItemResponse(
                id=item.id,
                product_id=item.product_id,
                quantity=item.quantity,
                unit_price=item.unit_price,
                product_name=item.product.name,
            )
            for item in order.items
        ],
    )
