"""Where a runner is logged in; the list itself and "everywhere else" are allauth's."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from apps.accounts.requests import RunnerRequest
from apps.accounts.services import end_device


@require_POST
def device_end(request: RunnerRequest, device_id: int) -> HttpResponse:
    device = get_object_or_404(UserSession, user=request.user, pk=device_id)
    end_device(device=device)
    messages.success(request, "That device is logged out.")
    return redirect("usersessions_list")
