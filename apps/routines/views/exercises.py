"""How each exercise is done."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.models import User
from apps.routines.filters import ExerciseFilter
from apps.routines.queries import EXERCISE_PAGES, exercise_groups


@login_not_required
@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    form = ExerciseFilter(request.GET, request.user if isinstance(request.user, User) else None)
    groups = exercise_groups(form.wants)
    context = {
        "form": form,
        "groups": groups,
        "count": sum(len(group["exercises"]) for group in groups),
        "mine": request.user.routines.all() if request.user.is_authenticated else [],
        "moving": form.is_valid() and form.cleaned_data["moving"],
    }
    status = 200 if form.is_valid() else 422
    return render(request, "routines/exercise_list.html", context, status=status)


@login_not_required
@require_safe
def to_exercises(_request: HttpRequest) -> HttpResponse:
    """The sheet stood here before; bookmarks lead on."""
    return redirect("exercise_list")


@login_not_required
@require_safe
def exercise_detail(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = EXERCISE_PAGES.get(slug)
    if exercise is None:
        raise Http404
    user = request.user
    owned = user.profile.equipment if isinstance(user, User) else None
    have = None if owned is None else exercise.possible_with(owned)
    context = {"exercise": exercise, "have": have}
    return render(request, "routines/exercise_detail.html", context)
