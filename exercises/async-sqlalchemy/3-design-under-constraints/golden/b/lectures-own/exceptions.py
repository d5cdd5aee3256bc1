class ProductNotFoundError(Exception):
    def __init__(self, product_id: int) -> None:
        super().__init__(f"There is no product {product_id}")
