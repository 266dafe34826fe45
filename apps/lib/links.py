"""Links that carry their own permission: signed, for one purpose, for a time."""

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


def _salt(purpose: str) -> str:
    return f"hamstride.link.{purpose}"
