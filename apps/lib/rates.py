"""How often something may be tried: counted in the database's cache, where every process sees it.

allauth counts so for log-in; its own counter is used, with its reading of proxies and of IPv6.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse


def allowed(
    request: HttpRequest, action: str, rate: str, *, key: str | None = None, look: bool = False
) -> bool:
    """Count one try of this action, unless there were too many; `look` only asks.

    `rate` is `20/5m/ip` or `30/h/key`.
    """
    asked = {"app": "hamstride", "action": action, "config": {action: rate}, "key": key}
    return bool(ratelimit.consume(request, **asked, dry_run=look, limit_get=True))


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that says so, with 429."""
    answer: HttpResponse = ratelimit.respond_429(request)
    return answer
