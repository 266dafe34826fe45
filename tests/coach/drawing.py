"""So many examples of a strategy, the same for the same seed; and the same on another date."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

from hypothesis import HealthCheck, Phase, given, seed, settings

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)


def drawn(strategy, number, start):
    """A list of `number` examples, drawn from the seed `start`."""
    found = []

    @seed(start)
    @settings(
        max_examples=number,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=SLOW_IS_FINE,
    )
    @given(strategy)
    def keep(one):
        found.append(one)

    keep()
    return found


def shifted(value, by):
    """The same value with every date in it moved."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(shifted(one, by) for one in value)
    if by and is_dataclass(value) and not isinstance(value, type):
        moved = {f.name: shifted(getattr(value, f.name), by) for f in fields(value)}
        return replace(value, **moved)
    return value
