class ProductNotFoundError(Exception):
    def __init__(self, product_id: int) -> None:
        super().__init__(f"There is no product {product_id}")


class OrderAlreadyCancelledError(Exception):
    def __init__(self, order_id: int) -> None:
        super().__init__(f"Order {order_id} is cancelled already")
