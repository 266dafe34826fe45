"""What stands in the tables, and what an address answers."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponseBase
from django.test import Client

from apps.accounts.models import User
from apps.pages.mine.owned import owned_models
from apps.pages.mine.values import row_out
from tests.planting import readable


def rows_of(*but: User) -> dict[Any, Any]:
    """Every row that hangs on a runner as text, but for what hangs on these."""
    left_out = [user.pk for user in but]
    found = {}
    for owned in owned_models():
        for row in owned.model._base_manager.exclude(**{f"{owned.path}__in": left_out}):
            columns = row_out(row).items()
            found[owned.label, row.pk] = {name: readable(value) for name, value in columns}
    return found


def log_in_again(client: Client, runner: User) -> None:
    """Where the last answer ended the session, or made it someone else's."""
    if client.session.get(SESSION_KEY) != str(runner.pk):
        client.force_login(runner, backend=settings.AUTHENTICATION_BACKENDS[0])


def ask(client: Client, method: str, path: str, **more: Any) -> tuple[HttpResponseBase, bytes]:
    """The answer and its body, whether or not it comes in a stream."""
    answer = getattr(client, method)(path, HTTP_ACCEPT="text/html", **more)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body
