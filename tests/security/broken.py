"""Addresses of a product that breaks."""

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:  # Django hands it to every view
    raise ZeroDivisionError


@login_not_required
def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError


urlpatterns = [path("", broken), path("away/", away)]
handler500 = "apps.pages.views.errors.server_error"
