"""What changed in a week, each cause told once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template

from apps.lib import units

register = template.Library()
BECAUSE = ": "


@dataclass(frozen=True, slots=True)
class Together:
    """Changes that have one cause in common; `because` is empty for one that stands alone."""

    because: str
    texts: tuple[str, ...]


@register.filter
def together(texts: Iterable[str]) -> list[Together]:
    """Sentences such as `The run on Monday is now 8 km (it was 9 km): your own change.`, those with
    the same end under it, each group where its first stands."""
    left, found = list(texts), []
    while left:
        first, *left = left
        because = next((end for end in _ends(first) if any(_has(one, end) for one in left)), "")
        same = [one for one in left if because and _has(one, because)]
        left = [one for one in left if one not in same]
        if not because:
            found.append(Together("", (first,)))
            continue
        heads = tuple(f"{one.removesuffix(BECAUSE + because)}." for one in (first, *same))
        found.append(Together(because.removesuffix("."), heads))
    return found


@register.filter
def texts_in(changes: Iterable[Any], unit: str) -> list[str]:
    """The sentences of a revision's changes in the runner's unit."""
    return [units.in_units(change["text"], unit) for change in changes]


def _ends(text: str) -> Iterator[str]:
    """What follows each colon, the longest first."""
    _, found, rest = text.partition(BECAUSE)
    while found:
        yield rest
        _, found, rest = rest.partition(BECAUSE)


def _has(text: str, end: str) -> bool:
    return text.endswith(BECAUSE + end)
