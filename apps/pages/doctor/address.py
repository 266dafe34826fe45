"""Whether people reach it under the address they were given."""

import json
from typing import Final
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from django.conf import settings
from django.core import checks

from apps.pages.doctor.finding import Finding

PATIENCE_S: Final = 5
AT_HOME: Final = frozenset({"localhost", "127.0.0.1", "::1"})
STRAIGHT: Final = build_opener(ProxyHandler({}))


def settings_in_order() -> Finding:
    """Django's own checks, and what it cannot know: whether the address is one for others."""
    faults = []
    if not _is_at_home():
        if not settings.HTTPS:
            faults.append(
                f"SITE_URL is {settings.SITE_URL}: without https passwords and health data travel "
                "in the open. Put a proxy that speaks HTTPS in front, and https:// into SITE_URL."
            )
        if settings.DEBUG:
            faults.append("DEBUG is on: visitors would see settings and code. Set DEBUG=no.")
    for found in checks.run_checks(include_deployment_checks=settings.HTTPS):
        if found.level >= checks.WARNING and not found.is_silenced():
            faults.append(f"{found.msg} ({found.id})")
    return Finding("settings", settings.SITE_URL, tuple(faults))


def answers() -> Finding:
    """Ask the site for its own health, as a visitor would reach it."""
    url = f"{settings.SITE_URL}/health/"
    try:
        with STRAIGHT.open(url, timeout=PATIENCE_S) as answer:
            told = json.load(answer)
    except HTTPError as error:
        return _fault(f"{url} answers {error.code}. Look at what the web server says.")
    except (OSError, ValueError) as error:
        return _fault(
            f"Nobody answers as Hamstride at {url} ({error}). Start it, or correct SITE_URL."
        )
    if "status" not in told:
        return _fault(f"Something else answers at {url}. Correct SITE_URL or the proxy.")
    return Finding("address", f"{settings.SITE_URL} answers")


def _fault(sentence: str) -> Finding:
    return Finding("address", "no answer", (sentence,))


def _is_at_home() -> bool:
    return settings.SITE_HOST in AT_HOME
