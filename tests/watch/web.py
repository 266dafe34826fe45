"""A web server as the product starts it, and a visitor who needs no browser."""

import http.client
import json
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from apps.accounts.models import User
from config import children
from tests.processes import ROOT, Started, environment

CSRF = "c" * 32


@contextmanager
def web_server(log: Path, **env: str) -> Iterator[tuple[int, Started]]:
    """gunicorn with our own settings for it; its port, and the process with its log."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as door, log.open("wb") as output:
        port = door.getsockname()[1]
        line = [sys.executable, "-m", "gunicorn", "-c", "config/web.py"]
        process = children.start(
            [*line, "--bind", f"fd://{door.fileno()}"],
            cwd=ROOT,
            env=environment(SITE_URL=f"http://localhost:{port}", **env),
            output=output,
            pass_fds=[door.fileno()],
        )
        started = Started(process, log)
        try:
            yield port, started
        finally:
            started.stop()


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
