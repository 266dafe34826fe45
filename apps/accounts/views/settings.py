"""`/settings/`: the sections of the profile, to be changed at any time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts import services
from apps.accounts.access import started_required
from apps.accounts.forms.hamstrings import BridgeForm, HamstringsForm
from apps.accounts.forms.section import SectionForm
from apps.accounts.forms.week import WeekForm
from apps.accounts.forms.you import YouForm
from apps.accounts.requests import RunnerRequest
from apps.accounts.views.section import Section, edit_section

SAVED = "Saved. Your plan follows in a moment."


@require_safe
@started_required
def settings(request: RunnerRequest) -> HttpResponse:
    return render(request, "accounts/settings.html")


@started_required
def settings_profile(request: RunnerRequest) -> HttpResponse:
    return edit_section(
        request, Section(YouForm, "accounts/settings_profile.html", _save, "settings")
    )


@started_required
def settings_week(request: RunnerRequest) -> HttpResponse:
    return edit_section(
        request, Section(WeekForm, "accounts/settings_week.html", _save, "settings")
    )


@started_required
def settings_hamstrings(request: RunnerRequest) -> HttpResponse:
    return edit_section(
        request, Section(HamstringsForm, "accounts/settings_hamstrings.html", _save, "settings")
    )


@started_required
def bridge_test(request: RunnerRequest) -> HttpResponse:
    return edit_section(request, Section(BridgeForm, "accounts/bridge_test.html", _save, "today"))


def _save(request: RunnerRequest, form: SectionForm) -> None:
    services.save_profile(
        runner=request.user, version=form.cleaned_data["version"], columns=form.columns()
    )
    messages.success(request, SAVED)
