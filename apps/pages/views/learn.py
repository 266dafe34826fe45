"""What is known, for everyone to read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.red_flags import URGENCIES
from apps.pages.learn.rules import rule_pages
from apps.pages.learn.sections import LIMITS, MYTHS, NOT_REVIEWED, SECTIONS


@login_not_required
@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    told = {"sections": SECTIONS, "myths": MYTHS, "urgencies": URGENCIES}
    limits = {"limits": LIMITS, "not_reviewed": NOT_REVIEWED}
    return render(request, "pages/learn.html", told | limits)


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    context = {"rules": rule_pages(), "not_reviewed": NOT_REVIEWED}
    return render(request, "pages/learn_rules.html", context)
