"""What uvicorn serves: pages by HTTP, events by WebSocket."""

# Channels carries no types.
# mypy: allow-untyped-calls
import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutor.settings")
pages = get_asgi_application()

# These load models, which have to wait until Django is set up.
from tutor.body_limit import BodyLimit  # noqa: E402
from tutor.origins import OriginGuard  # noqa: E402
from tutor.sockets import urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": BodyLimit(pages),
        "websocket": OriginGuard(AuthMiddlewareStack(URLRouter(urlpatterns))),
    }
)
