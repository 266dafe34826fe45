"""What machines that watch us ask for; for everyone else there is no such page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.pages import watch


@login_not_required  # a page for log-in would tell that there is something
@never_cache
@require_safe
def health_deep(request: HttpRequest) -> JsonResponse:
    if not watch.may_watch(request):
        raise Http404
    told = watch.deep_health()
    return JsonResponse(told, status=200 if told["status"] == "ok" else 503)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not watch.may_watch(request):
        raise Http404
    return HttpResponse(watch.exposition(), content_type=watch.CONTENT_TYPE)
