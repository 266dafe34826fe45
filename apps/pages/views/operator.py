"""`/operator/`: how the installation is, for staff; for everyone else there is no such page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.pages import doctor, queries


@login_not_required  # a page for log-in would tell that there is something
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def operator(request: HttpRequest) -> HttpResponse:
    """Figures at once; POST has the doctor look too, which talks to the mail server."""
    if not getattr(request.user, "is_staff", False):
        raise Http404
    findings = doctor.examine(from_inside=True) if request.method == "POST" else None
    context = {"figures": queries.figures(), "findings": findings}
    return render(request, "pages/operator.html", context)
