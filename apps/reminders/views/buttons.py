"""`/m/<token>/`: the page behind a button of a mail. Whoever holds the link needs no log-in.

Opening it changes nothing, whatever opens it; the button on the page acts. The token is the
permission, so an answer that names nobody is the same for a forged link, one that has run out and
one of a runner who left.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.accounts.models import User
from apps.accounts.queries import STARTED_USERS
from apps.plans.services import NoSuchItemError, NotYetError
from apps.reminders import answers, services
from apps.reminders.answers import Button, Purpose
from apps.reminders.button_page import page_of

GONE = "This has left your plan. Today's page shows what stands in it now."
NOT_YET = "That day is still to come. Press again when it is there."
PICK = "Choose a number from 0 to 10."


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_button(request: HttpRequest, token: str) -> HttpResponse:
    found = _find(token)
    if found is None:
        return _nothing(request)
    if request.method != "POST":
        return _show(request, *found)
    return _press(request, token, *found)


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a mail program posts here by itself, without cookies and so without a CSRF token.
    A person whose mail program opens the address instead is sent to the page with the button."""
    found = _find(token)
    if found is None or found[1].purpose != Purpose.UNSUBSCRIBE:
        return _nothing(request)
    if request.method == "POST":
        services.press(runner=found[0], button=found[1])
        return _unindexed(HttpResponse(status=200))
    return redirect("mail_button", token)


def _find(token: str) -> tuple[User, Button] | None:
    button = answers.read(token)
    runners = User.objects.filter(STARTED_USERS)
    runner = (
        runners.select_related("profile").filter(pk=button.runner_id).first() if button else None
    )
    return (runner, button) if runner and button else None


def _press(request: HttpRequest, token: str, runner: User, button: Button) -> HttpResponse:
    try:
        if "undo" in request.POST:
            services.take_back(runner=runner, button=button)
        else:
            services.press(runner=runner, button=button, said=request.POST.get("pain", ""))
    except NoSuchItemError:
        return _nothing(request, GONE, status=410)
    except NotYetError:
        return _show(request, runner, button, error=NOT_YET, status=422)
    except services.NothingSaidError:
        return _show(request, runner, button, error=PICK, status=422)
    return _unindexed(redirect("mail_button", token))


def _show(
    request: HttpRequest, runner: User, button: Button, *, error: str = "", status: int = 200
) -> HttpResponse:
    page = page_of(runner, button)
    if page is None:
        return _nothing(request, GONE, status=410)
    context = {"page": page, "error": error, "scale": answers.SCALE}
    return _unindexed(render(request, "reminders/button.html", context, status=status))


def _nothing(request: HttpRequest, text: str = "", *, status: int = 404) -> HttpResponse:
    return _unindexed(render(request, "reminders/button_gone.html", {"text": text}, status=status))


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
