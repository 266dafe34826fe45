"""What goes wrong: thrown anew for each mail."""

import random
import threading
from collections import Counter
from typing import Final

FAULTS: Final = {
    "refuse at once": 3,
    "refuse at the end": 3,
    "delay": 3,
    "hang up at once": 3,
    "hang up within the mail": 3,
    "take nothing and hang up": 3,
    "take it and hang up": 2,
}
"""In percent: 20 in all, 2 of them the worst: taken, and not a word said."""
DELAY_S: Final = 0.2


class Dice:
    """Throws faults and keeps count of what was taken; many connections share it."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self.taken: Counter[str] = Counter()
        self.thrown: Counter[str] = Counter()

    def throw(self) -> str:
        """A fault's name, or "" in four of five cases."""
        with self._lock:
            at = self._random.uniform(0, 100)
            for fault, percent in FAULTS.items():
                if at < percent:
                    self.thrown[fault] += 1
                    return fault
                at -= percent
        return ""

    def take(self, name: str) -> None:
        with self._lock:
            self.taken[name] += 1


class Calm(Dice):
    """No bad days."""

    def throw(self) -> str:
        return ""
