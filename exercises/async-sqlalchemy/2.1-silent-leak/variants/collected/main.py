import gc

from routes import app

__all__ = ["app"]


@app.middleware("http")
async def collect(request, call_next):
    # In a program of your own nobody knows when the collector comes. Here it comes before each request.
    gc.collect()
    return await call_next(request)
