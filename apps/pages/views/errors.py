"""When something of ours broke or is away: pages that need nothing but themselves."""

import errno
import sys
from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults
from django.views.decorators.csrf import csrf_protect

AWAY: Final = (OperationalError, InterfaceError)
NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
SECRET: Final = ("password", "code", "credential")
"""Parts of the names of fields whose text never goes into a page."""
BETWEEN_US: Final = ("idem", "version", "csrfmiddlewaretoken", "next", "_charset_")
"""Fields that a runner did not fill."""
AGAIN_IN_S: Final = "5"


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with what was typed where the database is away or the disk full, else 500.

    Raises nothing.
    """
    fault = sys.exc_info()[1]
    if not isinstance(fault, AWAY) and getattr(fault, "errno", None) not in NO_ROOM:
        return defaults.server_error(request)
    answer = _with_form(request) if request.method == "POST" else _away(request, [])
    answer.headers["Retry-After"] = AGAIN_IN_S
    return answer


def _with_form(request: HttpRequest) -> HttpResponse:
    """The form to send again; a form from elsewhere, which nobody here typed, is not kept."""
    try:
        answer = _checked(request)
    except (OSError, SuspiciousOperation, *AWAY):  # a body that cannot be read
        return _away(request, [])
    return answer if answer.status_code == 503 else _away(request, [])


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    if any(part in name for name in names for part in SECRET):
        return _away(request, [])
    return _away(request, [(name, one) for name in names for one in request.POST.getlist(name)])


def _away(request: HttpRequest, sent: list[tuple[str, str]]) -> HttpResponse:
    typed = [
        (name.replace("_", " ").capitalize(), text)
        for name, text in sent
        if text.strip() and name not in BETWEEN_US
    ]
    context = {"sent": sent, "typed": typed, "files": bool(request.FILES) if sent else False}
    return render(request, "503.html", context, status=503)
