"""Whether the work gets done: the timetable beats, and nothing waits for long."""

from datetime import datetime, timedelta
from typing import Final

from apps.lib import clock
from apps.pages import queries
from apps.pages.doctor.finding import Finding, span
from apps.reminders.queries import last_beat, oldest_due

LATE: Final = {
    "timetable": timedelta(minutes=3),
    "plans": timedelta(minutes=5),
    "imports": timedelta(minutes=15),
    "reminders": timedelta(minutes=10),
}
"""After this something that is usually done within a minute is a fault."""


def timetable() -> Finding:
    last = last_beat()
    if last is None:
        sentence = (
            "The timetable has never beaten. It does once a minute: if it was just started, look"
            " again; if not, start a worker with -B, or a beat."
        )
        return Finding("timetable", "no beat so far", (sentence,))
    age = clock.now() - last
    said = f"last beat {span(age)} ago"
    if age <= LATE["timetable"]:
        return Finding("timetable", said)
    sentence = f"The timetable last beat {span(age)} ago: no reminder and no night's plan is made."
    return Finding("timetable", said, (sentence,))


def plans() -> Finding:
    return _waiting("plans", "A plan", queries.oldest_plan_job())


def imports() -> Finding:
    return _waiting("imports", "An import", queries.oldest_import())


def reminders() -> Finding:
    return _waiting("reminders", "A reminder", oldest_due())


def _waiting(name: str, one: str, since: datetime | None) -> Finding:
    if since is None:
        return Finding(name, "nothing waits")
    age = clock.now() - since
    said = f"the oldest waits {span(age)}"
    if age <= LATE[name]:
        return Finding(name, said)
    sentence = f"{one} has waited {span(age)}: is a worker running, and what does it say?"
    return Finding(name, said, (sentence,))
