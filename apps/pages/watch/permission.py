"""Who may look behind the scenes."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from apps.accounts.models import User


def lacks_second_factor(staff: User | AnonymousUser) -> bool:
    """Whether these staff first need one: they do wherever others can reach the site."""
    return settings.HTTPS and not is_mfa_enabled(staff)


def may_watch(request: HttpRequest) -> bool:
    """Staff (on a public site with a second factor), and a machine that brings `MONITOR_TOKEN` as
    `Authorization: Bearer …`."""
    if getattr(request.user, "is_staff", False):
        return not lacks_second_factor(request.user)
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.MONITOR_TOKEN
    return bool(wanted) and kind.lower() == "bearer" and constant_time_compare(token, wanted)
