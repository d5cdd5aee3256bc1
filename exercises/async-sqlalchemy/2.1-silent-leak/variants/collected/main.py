import gc

from routes import app

__all__ = ["app"]


@app.middleware("http")
async def collect(request, call_next):
    # In a program of your own you cannot know when the collector runs. Here it runs before each request.
    gc.collect()
    return await call_next(request)
