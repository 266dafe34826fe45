"""What each kind of mail says, one file for each."""

from collections.abc import Callable, Mapping
from typing import Final

from apps.reminders.letters import bridge, check, evening, month, morning, pause, routine, week
from apps.reminders.letters.letter import Letter
from apps.reminders.models import Kind, Reminder

LETTERS: Final[Mapping[Kind, Callable[[Reminder], Letter]]] = {
    Kind.MORNING: morning.write,
    Kind.CHECK: check.write,
    Kind.ROUTINE: routine.write,
    Kind.EVENING: evening.write,
    Kind.WEEK: week.write,
    Kind.TEST: bridge.write,
    Kind.MONTH: month.write,
    Kind.PAUSE: pause.write,
}

__all__ = ["LETTERS", "Letter"]
