"""What a mail service tells of a mail later: that it came back for good, or that it was unwelcome.

django-anymail reads the services' tales and gives one kind of event for all; whether a bounce is
for good only the service's own words say.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailersend import MailerSendTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.resend import ResendTrackingWebhookView
from anymail.webhooks.sendgrid import SendGridTrackingWebhookView

Tale = Mapping[str, Any]
"""An event as the service told it."""

READERS: Final[Mapping[str, type[AnymailBaseWebhookView]]] = {
    "anymail.backends.brevo.EmailBackend": BrevoTrackingWebhookView,
    "anymail.backends.mailersend.EmailBackend": MailerSendTrackingWebhookView,
    "anymail.backends.postmark.EmailBackend": PostmarkTrackingWebhookView,
    "anymail.backends.resend.EmailBackend": ResendTrackingWebhookView,
    "anymail.backends.sendgrid.EmailBackend": SendGridTrackingWebhookView,
}
"""Who understands the service by which the mails go."""

FOR_GOOD: Final[Mapping[str, Callable[[Tale], bool]]] = {
    "Brevo": lambda tale: tale["event"] in ("hard_bounce", "invalid_email"),
    "MailerSend": lambda tale: tale["data"]["type"] == "hard_bounced",
    "Postmark": lambda tale: tale["Type"] in ("HardBounce", "BadEmailAddress"),
    "Resend": lambda tale: tale["data"]["bounce"].get("type") == "Permanent",
    "SendGrid": lambda tale: tale.get("type") == "bounce",
}
"""How each service says that a mail to the address will come back again."""


def why_no_more(event: AnymailTrackingEvent, service: str) -> str:
    """Why nothing more should go to the event's address, in words; "" if nothing speaks against."""
    if event.event_type == EventType.COMPLAINED:
        return "marked as unwanted in the mail program"
    if event.event_type not in (EventType.BOUNCED, EventType.REJECTED):
        return ""
    is_for_good = event.reject_reason == RejectReason.INVALID or (
        event.event_type == EventType.BOUNCED and FOR_GOOD[service](event.esp_event)
    )
    told = event.description or event.mta_response or "for good"
    return f"it came back: {told}" if is_for_good else ""
