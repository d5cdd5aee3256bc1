"""Addresses of the sockets; any other is refused at the handshake."""

# Channels carries no types.
# mypy: allow-untyped-calls
from channels.security.websocket import WebsocketDenier
from django.urls import path, re_path

from tutor.attempts.consumers import RunConsumer
from tutor.attempts.news import NewsConsumer
from tutor.dashboard.consumers import DashboardConsumer

urlpatterns = [
    path("ws/runs/<uuid:run_id>/", RunConsumer.as_asgi()),
    path("ws/classes/<int:classroom_id>/news/", NewsConsumer.as_asgi()),
    path("ws/classes/<int:classroom_id>/", DashboardConsumer.as_asgi()),
    re_path(r"", WebsocketDenier.as_asgi()),
]
