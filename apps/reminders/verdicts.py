"""Why a mail that is due is not sent, or not now."""

from datetime import datetime


class Skip(Exception):  # noqa: N818
    """There is nothing to send any more; the words say why."""


class Expire(Exception):  # noqa: N818
    """It is too late for this mail."""


class Wait(Exception):  # noqa: N818
    """Not yet; `until` says when to look again, or after the usual pause."""

    def __init__(self, words: str, until: datetime | None = None) -> None:
        super().__init__(words)
        self.until = until


class Silence(Exception):  # noqa: N818
    """Nothing was heard from the runner for weeks; `since` is the last that was."""

    def __init__(self, since: datetime) -> None:
        super().__init__("Nothing was heard for four weeks.")
        self.since = since
