from pydantic import BaseModel, Field


class OrderItemCreate(BaseModel):
    product_id: int
    quantity: int = Field(..., gt=0)


class CreateOrderRequest(BaseModel):
    customer_name: str = Field(..., min_length=1)
    items: list[OrderItemCreate] = Field(..., min_length=1)
