"""Links that open something: signed with what they carry, or secret and stored as a hash."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing


def sign(purpose: str, **content: Any) -> str:
    """A token with this content that opens for this purpose alone."""
    return signing.dumps(content, salt=_salt(purpose))


def unsign(purpose: str, token: str, *, lasts: timedelta) -> dict[str, Any] | None:
    """The content, or None for a token that is forged, too old or made for another purpose."""
    try:
        content: dict[str, Any] = signing.loads(token, salt=_salt(purpose), max_age=lasts)
    except signing.BadSignature:
        return None
    return content


def secret_of(words: str) -> str:
    """256 bits that nobody can work out without the secret of this installation.

    The same words give the same secret, so a form that is sent again makes the same link.
    """
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def hash_of(token: str) -> str:
    """What is stored of a secret link; it is 256 bits long, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _salt(purpose: str) -> str:
    return f"hamstride.link.{purpose}"
