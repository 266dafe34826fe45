"""The buttons of mails: each a signed link with one purpose, for one runner, for a time.

A token holds the runner's number, what it is about and the answer, and no name or address.
Opening a link changes nothing; `services.answer` acts when the button on its page is pressed.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Final

from django.conf import settings
from django.db import models
from django.urls import reverse

from apps.lib.links import sign, unsign
from apps.plans.items import ItemView
from apps.reminders.models import Reminder

PLACE: Final = "~token~"
SCALE: Final = range(11)
MARKS: Final = ("done", "half", "skipped")
TOO_YOUNG: Final = timedelta(minutes=5)
"""How old a link must be before its page may press the button by itself: mail scanners open
links, and some run scripts, in the first minutes."""


class Purpose(models.TextChoices):
    """What a button does; each signs with a salt of its own."""

    MARK = "mark", "What became of an item"
    HURT = "hurt", "It hurt"
    MORNING = "morning", "Pain this morning"
    UNSUBSCRIBE = "unsubscribe", "No more mails of a kind"
    PAUSE = "pause", "No mails for now"
    KEEP = "keep", "Keep the mails coming"


LASTS: Final = {
    Purpose.MARK: timedelta(days=8),
    Purpose.HURT: timedelta(days=8),
    Purpose.MORNING: timedelta(days=2),
    Purpose.UNSUBSCRIBE: timedelta(days=366),
    Purpose.PAUSE: timedelta(days=366),
    Purpose.KEEP: timedelta(days=366),
}


@dataclass(frozen=True, slots=True)
class Button:
    """What a link says. `about` is an item's id, a local date or a kind; `value` the answer.

    `is_young`: no script may press it yet.
    """

    purpose: Purpose
    runner_id: int
    about: str
    value: str
    is_young: bool

    @property
    def key(self) -> str:
        """The same for every link that says the same, whichever mail it stood in."""
        text = f"{self.purpose}\0{self.runner_id}\0{self.about}\0{self.value}"
        return hashlib.sha256(text.encode()).hexdigest()


def links_for(reminder: Reminder, item: ItemView) -> dict[str, str]:
    """Addresses of Done, Half, Not today and It hurt for one item.

    By `done`, `half`, `skipped` and `hurt`; the last asks 0 to 10 on its page.
    """
    links = {value: _link(Purpose.MARK, reminder, item.id, value) for value in MARKS}
    return links | {"hurt": _link(Purpose.HURT, reminder, item.id)}


def pain_links(reminder: Reminder) -> list[tuple[int, str]]:
    """How it hurts on the morning of the mail's date: 0 to 10, each with its address."""
    day = reminder.local_date.isoformat()
    return [(n, _link(Purpose.MORNING, reminder, day, str(n))) for n in SCALE]


def unsubscribe_link(reminder: Reminder) -> str:
    """The page that ends the mails of this kind, for the foot of a mail; lasts a year."""
    return _link(Purpose.UNSUBSCRIBE, reminder, reminder.kind)


def one_click_link(reminder: Reminder) -> str:
    """The address for `List-Unsubscribe`, to which a mail program posts by itself (RFC 8058)."""
    return _address("one_click", _token(Purpose.UNSUBSCRIBE, reminder, reminder.kind))


def pause_link(reminder: Reminder) -> str:
    """The page that ends the mails of every kind until they are wanted again."""
    return _link(Purpose.PAUSE, reminder)


def keep_link(reminder: Reminder) -> str:
    """The page on which a runner who answered nothing for weeks says that mails are welcome."""
    return _link(Purpose.KEEP, reminder)


def read(token: str) -> Button | None:
    """What the link says, or None for one that is forged, of another purpose or run out."""
    for purpose in Purpose:
        content = unsign(purpose, token, lasts=LASTS[purpose])
        if content is not None:
            young = unsign(purpose, token, lasts=TOO_YOUNG) is not None
            return Button(purpose, content["r"], content["a"], content["v"], young)
    return None


def _link(purpose: Purpose, reminder: Reminder, about: str = "", value: str = "") -> str:
    return _address("mail_button", _token(purpose, reminder, about, value))


def _address(name: str, token: str) -> str:
    return settings.SITE_URL + _path(name).replace(PLACE, token)


@cache
def _path(name: str) -> str:
    """A mail holds twenty links that differ in their tokens alone."""
    return reverse(name, args=[PLACE])


def _token(purpose: Purpose, reminder: Reminder, about: str = "", value: str = "") -> str:
    return sign(purpose, r=reminder.runner_id, a=about, v=value)
