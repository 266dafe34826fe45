"""Who may look behind the scenes."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare


def may_watch(request: HttpRequest) -> bool:
    """Staff (on a public site with a second factor), and a machine that brings `MONITOR_TOKEN` as
    `Authorization: Bearer …`."""
    if getattr(request.user, "is_staff", False):
        return not settings.HTTPS or is_mfa_enabled(request.user)
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.MONITOR_TOKEN
    return bool(wanted) and kind.lower() == "bearer" and constant_time_compare(token, wanted)
