"""What Django alone costs: a page with three queries, and a form's answer with one more.

The queries are the session, the user and twenty rows. Nothing of the product's pages is used.
"""

from datetime import date
from functools import cache
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from apps.accounts.models import User
from apps.runlog.models import Run

ROWS = 20
PAGE = """<!doctype html><html lang="en"><head><title>{{ request.user.email }}</title></head><body>
<table>{% for run in runs %}<tr>
<td>{{ run.date|date:"l j F" }}</td><td>{{ run.created_at|date:"H:i" }}</td>
<td><a href="/runs/{{ run.pk }}/">{{ run.name|default:"Run" }}</a></td>
<td>{{ run.distance_m|floatformat:0 }} m</td><td>{{ run.duration_s }} s</td><td>{{ run.kind }}</td>
</tr>{% endfor %}</table></body></html>"""


@cache
def template() -> Template:
    return Template(PAGE)


def page(request: HttpRequest) -> HttpResponse:
    runs = Run.objects.filter(runner_id=request.user.pk).order_by("-date")[:ROWS]
    return HttpResponse(template().render(RequestContext(request, {"runs": runs})))


@csrf_exempt
def save(request: HttpRequest) -> HttpResponse:
    told = {name: int(request.POST[name]) for name in ("distance_m", "duration_s")}
    day = date.fromisoformat(request.POST["date"])
    assert isinstance(request.user, User)
    Run.objects.create(runner=request.user, idem=uuid4(), date=day, **told)
    return redirect("/")


urlpatterns = [path("", page), path("save/", save)]
