"""What the page behind a mail's button says, before and after the press."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format

from apps.accounts.models import User
from apps.plans.items import ItemView
from apps.plans.queries import item_view
from apps.reminders.answers import Button, Purpose
from apps.reminders.kinds import KINDS
from apps.reminders.models import Answer, Kind, Mailbox, ReminderSetting

FOLLOWS: Final = "Your plan follows in a moment."
NOT_LESS: Final = "Nothing to catch up on: what is left out does not pile up on tomorrow."
STOPS: Final = frozenset({Purpose.UNSUBSCRIBE, Purpose.PAUSE, Purpose.KEEP})


@dataclass(frozen=True, slots=True)
class Page:
    """`asks` before the press, with the words on the button; `scale`: the buttons are 0 to 10.

    `undo` is the button that takes it back, empty where there is nothing to take back; `by_itself`:
    a script may press, once and not after an Undo.
    """

    title: str
    text: str
    is_done: bool = False
    button: str = ""
    scale: bool = False
    undo: str = ""
    by_itself: bool = False
    next_step: str = "today"


MARKED: Final[Mapping[str, tuple[str, str, str]]] = {
    "done": ("Done", "Done. Well run.", FOLLOWS),
    "half": ("Half of it done", "Half is noted.", f"Half counts. {FOLLOWS}"),
    "skipped": ("Not today", "Left out.", f"{NOT_LESS} {FOLLOWS}"),
}
"""By answer: the button, then title and text once it is pressed."""


def page_of(runner: User, button: Button) -> Page | None:
    """The page as things stand, or None where the plan no longer holds what it is about."""
    if button.purpose in STOPS:
        return _stop(runner, button)
    answer = Answer.objects.filter(runner=runner, key=button.key).first()
    if button.purpose == Purpose.MORNING:
        return _morning(button, answer)
    found = item_view(runner, button.about)
    if found is None:
        return None
    return (_mark if button.purpose == Purpose.MARK else _hurt)(button, found[1], answer)


def _mark(button: Button, item: ItemView, answer: Answer | None) -> Page:
    press, title, text = MARKED[button.value]
    about = _about(item)
    if answer and not answer.undone_at:
        undo = "" if answer.before.get("stood") else "Undo"
        return Page(_praise(title, item), f"{about}. {text}", is_done=True, undo=undo)
    return Page(
        item.title,
        f"{_when(item)}. Nothing is noted yet.",
        button=press,
        by_itself=answer is None and not button.is_young,
    )


def _praise(title: str, item: ItemView) -> str:
    return title if item.kind == "run" else title.replace(" Well run.", "")


def _hurt(_button: Button, item: ItemView, answer: Answer | None) -> Page:
    about = _about(item)
    if answer and not answer.undone_at:
        return _noted(f"{about}. {FOLLOWS}")
    return Page("How much did it hurt?", f"{about}. One tap on a number notes it.", scale=True)


def _morning(button: Button, answer: Answer | None) -> Page:
    day = date_format(date.fromisoformat(button.about), "l j F")
    told = f"{button.value} of 10 on the morning of {day}"
    if answer and not answer.undone_at:
        return _noted(f"Pain {told}. {FOLLOWS}")
    return Page(
        f"Pain {button.value} of 10",
        f"On the morning of {day}. Nothing is noted yet.",
        button=f"Note {button.value} of 10",
        by_itself=answer is None and not button.is_young,
    )


def _noted(text: str) -> Page:
    return Page("Noted.", text, is_done=True, undo="Undo", next_step="checkin")


def _stop(runner: User, button: Button) -> Page:
    box = Mailbox.objects.filter(runner=runner).first()
    paused = box is not None and box.paused_at is not None
    asks_to_stop = button.purpose == Purpose.UNSUBSCRIBE
    if asks_to_stop and button.about in KINDS:
        return _unsubscribe(runner, Kind(button.about))
    if paused:
        return Page(
            "Your mails pause",
            "Nothing more comes until you want it. Your plan stays as it is.",
            is_done=True,
            undo="Send them again",
            next_step="settings_reminders",
        )
    if asks_to_stop or button.purpose == Purpose.PAUSE:
        return Page(
            "Pause all mails?",
            "Nothing has changed yet. Your plan stays.",
            button="Pause all mails",
        )
    if box and box.heard_at:
        return Page(
            "They keep coming", "Good to hear from you.", is_done=True, undo="Pause them instead"
        )
    return Page("Keep the mails coming?", "Nothing has changed yet.", button="Keep them coming")


def _unsubscribe(runner: User, kind: Kind) -> Page:
    if ReminderSetting.objects.filter(runner=runner, kind=kind, enabled=False).exists():
        return Page(
            "No more of these mails",
            f"{kind.label}: switched off. Your plan stays as it is.",
            is_done=True,
            undo="Switch them on again",
            next_step="settings_reminders",
        )
    return Page(
        "Stop these mails?", f"{kind.label}. Nothing has changed yet.", button="Stop these mails"
    )


def _about(item: ItemView) -> str:
    """`Easy run, 40 min, Tuesday 24 November`."""
    return f"{item.title}, {_when(item)}"


def _when(item: ItemView) -> str:
    day = date_format(item.date, "l j F")
    return f"{item.minutes} min, {day}" if item.minutes else day
