"""Pages for everyone: landing, the demo, and health for machines."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.lib import clock
from apps.pages import queries
from apps.pages.sample import sample


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django hands it to every view
    told = queries.health()
    return JsonResponse(told, status=200 if told["database"] else 503)


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    shown = sample(clock.local_today("UTC"))
    context = {"sample": shown, "has_demo": queries.demo_account() is not None}
    return render(request, "pages/landing.html", context)


@login_not_required
@require_POST
def demo_log_in(request: HttpRequest) -> HttpResponse:
    demo = queries.demo_account()
    if demo is None:
        raise Http404
    login(request, demo, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("today")
