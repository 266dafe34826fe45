"""What a postbox can do, and what the end of a conversation means for the mail."""

from collections.abc import Callable
from typing import Protocol

from django.core.mail import EmailMultiAlternatives

Commit = Callable[[], bool]
"""Writes down that the mail is about to be taken; False if it is no longer ours to send."""


class Away(Exception):  # noqa: N818
    """Nobody there, or the line broke before the mail was complete: surely not taken."""


class Refused(Exception):  # noqa: N818
    """The answer was no: surely not taken.

    `for_good` if it will be no again, `no_such_address` if that is because of the address.
    """

    def __init__(self, words: str, *, for_good: bool, no_such_address: bool = False) -> None:
        super().__init__(words)
        self.for_good = for_good
        self.no_such_address = no_such_address


class Lost(Exception):  # noqa: N818
    """The line broke without a word after the mail was complete: taken, or not.

    `for_good` if to ask again with the same key would tell no more.
    """

    def __init__(self, words: str, *, for_good: bool = False) -> None:
        super().__init__(words)
        self.for_good = for_good


class Postbox(Protocol):
    """One line for many mails. `is_keyed`: it takes a key with each mail and never passes two
    mails with the same key on, so that what was `Lost` may be handed over again.
    """

    is_keyed: bool

    def open(self) -> None:
        """Call, if the line is not open. Raises `Away`."""

    def send(self, mail: EmailMultiAlternatives, key: str, commit: Commit) -> bool:
        """Hand over; `commit` is called at the last moment before the mail may be taken.

        Answers False where `commit` did: then nothing was sent. Raises `Away`, `Refused`, `Lost`.
        """

    def close(self) -> None:
        """Say goodbye; one who is gone already is none the worse."""
