"""What a page was drawn from, in a word that its form sends back."""

from typing import Final

from apps.plans.snapshot import Taken

LENGTH: Final = 16


def seen_of(taken: Taken) -> str:
    """What the coach is told now, shortened: another word once anything that shapes the week is
    otherwise, a layer from another tab included. A revision made of the same is the same."""
    return taken.hash[:LENGTH]
