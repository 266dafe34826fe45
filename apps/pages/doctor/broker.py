"""Whether the broker hears the bell."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from kombu import Connection

from apps.pages.doctor.finding import Finding

PATIENCE_S: Final = 2.0
SLOWER: Final = "Plans and mails still come, by the sweep, a minute or two later."


def broker() -> Finding:
    """Ping the broker of REDIS_URL, or the one that `make run` starts in the data folder."""
    url = settings.CELERY_BROKER_URL
    own = Path(settings.DATA) / "valkey" / "valkey.sock"
    if url is None and not own.exists():
        return _fault(f"There is no broker: REDIS_URL names none and none runs here. {SLOWER}")
    options = {"socket_timeout": PATIENCE_S, "socket_connect_timeout": PATIENCE_S, "max_retries": 0}
    line = Connection(url or f"redis+socket://{own}", transport_options=options)
    try:
        with line as connection:
            channel: Any = connection.default_channel  # of kombu's Redis transport
            told = channel.client.info("server")
    except Exception as error:
        # kombu and redis-py raise many kinds.
        return _fault(f"The broker does not answer ({type(error).__name__}). {SLOWER}")
    name = told.get("server_name", "redis")
    version = told.get(f"{name}_version", told.get("redis_version", ""))
    return Finding("broker", f"{name} {version} answers")


def _fault(sentence: str) -> Finding:
    return Finding("broker", "no answer", (sentence,))
