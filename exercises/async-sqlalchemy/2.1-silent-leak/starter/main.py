import gc

from routes import app

__all__ = ["app"]

# Now and then Python collects what nobody refers to, a forgotten connection too. Here it does not: you see what is left.
gc.disable()
