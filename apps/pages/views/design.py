"""`/design/`: tokens and components, for whoever works on the product; nothing of anybody's."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.lib import clock
from apps.pages.design import COLOURS, ICONS, LIGHTS, ROOM, SIZES, gallery


@login_not_required
@require_safe
def design(request: HttpRequest, light: str = "") -> HttpResponse:
    """As the device has it, or by day or by night whatever the device says."""
    tokens = {"colours": COLOURS, "sizes": SIZES, "room": ROOM, "icons": ICONS}
    context = {"light": light, "lights": LIGHTS, "it": gallery(clock.local_today("UTC")), **tokens}
    answer = render(request, "pages/design.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer
