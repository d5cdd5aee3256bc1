from datetime import datetime

from pydantic import AliasPath, BaseModel, ConfigDict, Field


class OrderItemCreate(BaseModel):
    product_id: int
    quantity: int = Field(..., gt=0)


class CreateOrderRequest(BaseModel):
    customer_name: str = Field(..., min_length=1)
    items: list[OrderItemCreate] = Field(..., min_length=1)


class OrderItemResponse(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    product_id: int
    product_name: str = Field(validation_alias=AliasPath("product", "name"))
    quantity: int
    unit_price: float


class OrderResponse(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    customer_name: str
    status: str
    created_at: datetime
    items: list[OrderItemResponse]
