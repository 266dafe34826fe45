"""Handing over to a mail service by HTTPS, through django-anymail."""

from typing import Any, Final, NoReturn

import requests
from anymail.backends.base_requests import AnymailRequestsBackend
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives

from apps.reminders.postbox.words import Away, Commit, Lost, Refused

KEY_HEADERS: Final = {"Resend": "Idempotency-Key"}
"""The services that know a mail by our key for a day, and how they are told it."""
ITS_OWN_TROUBLE: Final = 500
CONFLICT: Final = 409
OTHER_TEXT: Final = "invalid_idempotent_request"
"""Resend's word for a key that it has with another text. What became of that one nobody says."""
FOR_GOOD: Final = (400, 413, 422)
"""Answers that the same mail gets again; keys, limits and addresses of ours can be mended."""


class ServicePostbox:
    """A session with the mail service of the settings."""

    def __init__(self, backend: AnymailRequestsBackend) -> None:
        self._backend = backend
        self._header = KEY_HEADERS.get(backend.esp_name)
        self.is_keyed = self._header is not None

    def open(self) -> None:
        self._backend.open()

    def close(self) -> None:
        self._backend.close()

    def send(self, mail: EmailMultiAlternatives, key: str, commit: Commit) -> bool:
        if not commit():
            return False
        if self._header:
            self._backend.session.headers[self._header] = key
        try:
            self._backend.send_messages([mail])
        except AnymailRecipientsRefused as error:
            raise Refused(str(error), for_good=True, no_such_address=True) from error
        except AnymailAPIError as error:
            _judge(error)
        except Exception as error:
            raise Lost(str(error)) from error
        return True


def _judge(error: AnymailAPIError) -> NoReturn:
    """Raise what a bad answer, or none, means for the mail."""
    response = getattr(error, "response", None)
    if response is None:
        raise (Away if _never_connected(error) else Lost)(_short(error)) from error
    code = response.status_code
    if code >= ITS_OWN_TROUBLE or code == CONFLICT or 200 <= code < 300:
        is_over = code == CONFLICT and OTHER_TEXT in response.text
        raise Lost(f"{code} {response.text[:200]}", for_good=is_over) from error
    raise Refused(f"{code} {response.text[:200]}", for_good=code in FOR_GOOD) from error


def _never_connected(error: Any) -> bool:
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause = error.__cause__
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return type(reason).__name__ == "NewConnectionError"


def _short(error: Exception) -> str:
    return str(error).splitlines()[0]
