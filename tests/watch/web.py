"""A visitor who needs no browser, and what the product says of itself."""

import http.client
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from apps.accounts.models import User

CSRF = "c" * 32


def ask(
    port: int,
    path: str,
    form: Mapping[str, Any] | None = None,
    *,
    who: User | None = None,
    session: str = "",
    **headers: str,
) -> tuple[int, str, dict[str, str]]:
    """GET, or POST with a form: status, body and headers."""
    cookies = {settings.CSRF_COOKIE_NAME: CSRF}
    if who is not None:
        client = Client()
        client.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    if session:
        cookies[settings.SESSION_COOKIE_NAME] = session
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    told["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    body = None
    if form is not None:
        told |= {"X-CSRFToken": CSRF, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form, doseq=True)
    line = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        line.request("GET" if form is None else "POST", path, body, told)
        answer = line.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        line.close()


def lines_of(log: str) -> list[dict[str, Any]]:
    """The log's lines, each a JSON object."""
    return [json.loads(line) for line in log.splitlines() if line.strip()]


def sample(text: str, name: str, **labels: str) -> float:
    """A figure out of what /metrics/ said; 0 where it is not there."""
    wanted = {f'{key}="{value}"' for key, value in labels.items()}
    for found in re.finditer(rf"^{name}(?:{{(.*)}})? (\S+)$", text, re.M):
        if wanted <= set((found[1] or "").split(",")):
            return float(found[2])
    return 0.0
