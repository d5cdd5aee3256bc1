"""Where allauth hands over: it has found out who somebody is, or that they are not; what follows is ours."""

# allauth carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc"
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest

from tutor.openid.arrival import arrive, turn_back
from tutor.openid.someone import Someone


class Doorkeeper(DefaultSocialAccountAdapter):
    """Lets nothing of allauth's own accounts, e-mails and pages happen: each hook ends in an answer of ours."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Somebody has proved who they are."""
        account = sociallogin.account
        someone = Someone.told(account.uid, account.extra_data["name"])
        raise ImmediateHttpResponse(arrive(request, someone, sociallogin.state["data"]))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> NoReturn:
        """Somebody has not."""
        cancelled = error == AuthError.CANCELLED
        raise ImmediateHttpResponse(turn_back(request, cancelled=cancelled, why=exception or error))
