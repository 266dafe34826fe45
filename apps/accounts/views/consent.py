"""`/settings/data/consent/`: what a runner agreed to, to agree to it, and to take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.accounts import services
from apps.accounts.access import proof_required
from apps.accounts.consent import KEPT_AFTER_WITHDRAWAL, VERSION, words
from apps.accounts.queries import has_agreed
from apps.accounts.requests import RunnerRequest
from apps.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: RunnerRequest) -> HttpResponse:
    profile = services.profile_of(request.user)
    if request.method == "POST":
        services.agree(runner=request.user)
        return redirect("today")
    withdrawn_at = profile.withdrawn_at
    context = {
        "has_agreed": has_agreed(profile),
        "had_agreed": request.user.consents.first(),
        "words": words(VERSION),
        "erased_on": withdrawn_at + KEPT_AFTER_WITHDRAWAL if withdrawn_at else None,
    }
    return render(request, "accounts/consent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@proof_required
def withdraw(request: RunnerRequest) -> HttpResponse:
    if request.method == "POST":
        services.withdraw_consent(runner=request.user)
        messages.success(request, "Taken back. No plan and no mail is made any more.")
        return redirect("data_consent")
    context = {"erased_on": clock.now() + KEPT_AFTER_WITHDRAWAL}
    return render(request, "accounts/consent_withdraw.html", context)
