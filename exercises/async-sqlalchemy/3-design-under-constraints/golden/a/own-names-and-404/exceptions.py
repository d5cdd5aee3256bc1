class NoSuchProduct(Exception):
    pass


class NotEnough(Exception):
    pass
