"""How each exercise is done."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.routines.queries import EXERCISE_PAGES, exercise_groups


@login_not_required
@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    return render(request, "routines/exercise_list.html", {"groups": exercise_groups()})


@login_not_required
@require_safe
def exercise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = EXERCISE_PAGES.get(slug)
    if exercise is None:
        raise Http404
    return render(request, "routines/exercise_detail.html", {"exercise": exercise})
