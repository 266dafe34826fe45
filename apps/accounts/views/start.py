"""`/start/`: three short screens, each saved as it is left, taken up where they were left."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from apps.accounts import services
from apps.accounts.access import screen_open
from apps.accounts.forms.hamstrings import StartHamstringsForm
from apps.accounts.forms.section import SectionForm
from apps.accounts.forms.week import WeekForm
from apps.accounts.forms.you import StartYouForm
from apps.accounts.requests import RunnerRequest
from apps.accounts.views.section import Section, edit_section
from apps.accounts.zones import guess_from

SCREENS = ("start_you", "start_week", "start_hamstrings")


@require_safe
@screen_open(0)
def start(request: RunnerRequest) -> HttpResponse:
    done = services.profile_of(request.user).steps_done
    return redirect(SCREENS[min(done, len(SCREENS) - 1)])


@screen_open(1)
def start_you(request: RunnerRequest) -> HttpResponse:
    is_first_visit = services.profile_of(request.user).steps_done == 0
    guess = guess_from(request.headers.get("Accept-Language", "")) if is_first_visit else None
    section = Section(
        StartYouForm,
        "accounts/start_you.html",
        _begin,
        "start_week",
        guess._asdict() if guess else None,
    )
    return edit_section(request, section)


@screen_open(2)
def start_week(request: RunnerRequest) -> HttpResponse:
    section = Section(
        WeekForm,
        "accounts/start_week.html",
        lambda request, form: _save_screen(request, form, 2),
        "start_hamstrings",
    )
    return edit_section(request, section)


@screen_open(3)
def start_hamstrings(request: RunnerRequest) -> HttpResponse:
    section = Section(StartHamstringsForm, "accounts/start_hamstrings.html", _finish, "today")
    return edit_section(request, section)


def _begin(request: RunnerRequest, form: StartYouForm) -> None:
    _save_screen(request, form, 1)
    services.agree(runner=request.user)


def _save_screen(request: RunnerRequest, form: SectionForm, screen: int) -> None:
    services.save_profile(
        runner=request.user,
        version=form.cleaned_data["version"],
        columns=form.columns() | {"steps_done": max(screen, form.profile.steps_done)},
    )


def _finish(request: RunnerRequest, form: StartHamstringsForm) -> None:
    services.finish_onboarding(
        runner=request.user,
        version=form.cleaned_data["version"],
        columns=form.columns(),
        injuries=form.injuries(),
        answers=form.answers(),
    )
