"""`/mail/events/`: where the mail service tells what became of mails. Closed without a secret."""

import logging

from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.reminders.bounces import READERS

log = logging.getLogger(__name__)


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["HEAD", "POST"])
def mail_events(request: HttpRequest) -> HttpResponse:
    """The service has no cookie and so no CSRF token: the secret that it sends permits it."""
    reader = READERS.get(settings.EMAIL_BACKEND)
    if reader is None or not settings.MAIL_EVENTS_TOKEN:
        raise Http404
    try:
        answer: HttpResponse = reader.as_view()(request)
    except AnymailWebhookValidationFailure:
        return HttpResponse("This address asks for its secret.", "text/plain", status=403)
    except (AnymailError, AttributeError, LookupError, TypeError, ValueError):
        log.exception("the mail service told something that nobody here understands")
        return HttpResponseBadRequest("This is no event.", "text/plain")
    return answer
