import gc

from routes import app

__all__ = ["app"]

# Now and then Python collects garbage, forgotten connections included. Here it does not: you see what is left behind.
gc.disable()
