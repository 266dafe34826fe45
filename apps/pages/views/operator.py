"""`/operator/`: how the installation is, for staff; for everyone else there is no such page."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.lib import rates
from apps.pages import doctor, queries, watch

LOOK: Final = ("operator_look", "10/5m/user")
SECOND_FACTOR: Final = "The page of this installation opens once you have a passkey or an app."


@login_not_required  # a page for log-in would tell that there is something
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def operator(request: HttpRequest) -> HttpResponse:
    """Figures at once; POST has the doctor look too, which talks to the mail server."""
    if not getattr(request.user, "is_staff", False):
        raise Http404
    if watch.lacks_second_factor(request.user):
        messages.info(request, SECOND_FACTOR)
        return redirect("mfa_index")
    if request.method == "POST" and not rates.allowed(request, *LOOK):
        return rates.too_many(request)
    findings = doctor.examine(from_inside=True) if request.method == "POST" else None
    context = {"figures": queries.figures(), "findings": findings}
    return render(request, "pages/operator.html", context)
