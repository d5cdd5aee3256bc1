class OrderError(Exception):
    """What the shop refuses, in its own words: nothing in here knows of HTTP."""


class ProductNotFoundError(OrderError):
    def __init__(self, product_id: int) -> None:
        super().__init__(f"There is no product {product_id}")


class OutOfStockError(OrderError):
    def __init__(self, name: str, stock: int) -> None:
        super().__init__(f"Of {name} only {stock} are left")
