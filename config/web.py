"""What gunicorn reads (`gunicorn -c config/web.py`), on a laptop and in the container alike.

`WEB_CONCURRENCY` is gunicorn's own variable for how many processes serve.
"""

import os
import shutil
import tempfile
from typing import Any

from config.settings import LOGGING

wsgi_app = "config.wsgi"
threads = 4
graceful_timeout = 5  # seconds for requests under way when it is asked to stop
loglevel = "warning"
control_socket_disable = True  # else it listens on a socket in the home folder
# Its own lines look like ours, and there is no line with a path: a path may open something.
logconfig_dict = {
    **LOGGING,
    "loggers": {
        **LOGGING["loggers"],
        "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}
# Each process counts in a file of its own here; who asks any of them gets the sum.
COUNTS = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="hamstride-counts-")


def on_exit(server: Any) -> None:  # noqa: ARG001
    shutil.rmtree(COUNTS, ignore_errors=True)
