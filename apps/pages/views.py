"""Pages that belong to no single app."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.pages import queries


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django hands it to every view
    told = queries.health()
    return JsonResponse(told, status=200 if told["database"] else 503)
