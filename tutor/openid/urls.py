"""The addresses of signing in elsewhere; they exist where an installation has a provider."""

from django.urls import path

from tutor.openid import views

urlpatterns = [
    path("openid/", views.come_in, name="openid"),
    path("openid/callback/", views.callback, name="openid-callback"),
    path("openid/join/", views.join_as, name="openid-join"),
    path("openid/claim/<int:user_id>/<slug:token>/", views.claim, name="openid-claim"),
    path("openid/connect/", views.connect, name="openid-connect"),
    path("openid/disconnect/", views.disconnect, name="openid-disconnect"),
]
