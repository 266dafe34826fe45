"""Links that open something: signed with what they carry, or secret and stored as a hash."""

import hashlib
from datetime import timedelta
from typing import Any

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


def hash_of(token: str) -> str:
    """What is stored of a secret link; it is 256 bits long, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _salt(purpose: str) -> str:
    return f"hamstride.link.{purpose}"
