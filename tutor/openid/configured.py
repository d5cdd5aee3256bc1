"""The provider that this installation has; nothing that imports this is loaded where there is none."""

from typing import cast

from django.conf import settings

from tutor.configuration import OpenID

OPENID = cast(OpenID, settings.OPENID)
