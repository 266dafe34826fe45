"""The finished picture of an exercise, moving or still, for a page."""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import radians, tan

from apps.routines.figures.draw import Picture, bounds
from apps.routines.figures.film import Film, film
from apps.routines.figures.script import scripts
from apps.routines.figures.svg import Clock, number

MARGIN = 7.0
SMALL = 212.0
"""Width of the small picture: all bodies at one size."""
SMALL_HIGHEST, SMALL_LOWEST = 188.0, 56.0
"""How much of the small picture lies above the ground, at most and at least."""
SPARE = 20.0
"""How far the ground goes on beyond the picture, where it may lie aslant."""
GROUND = 12.0
"""What is seen below the ground."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's viewBox and what stands within."""

    box: tuple[float, float, float, float]
    inside: str


@cache
def film_of(slug: str) -> Film:
    return film(scripts()[slug])


@lru_cache(maxsize=256)
def drawn(slug: str, shapes: str, zone: str, *, moving: bool, small: bool) -> Drawn:
    """The picture of an exercise; KeyError where nobody has drawn it. `shapes` is the address of
    the file with the body's forms, `zone` the part of the hamstring that glows, if any."""
    whole = film_of(slug)
    index = _still_index(whole)
    frames = whole.frames if moving else (whole.still,)
    heats = whole.heats if moving else (whole.heats[index],)
    clock = Clock([frame.time for frame in frames]) if moving else None
    box = _box(whole, small=small)
    ground = (
        f'<path class="f-ground" d="M{number(box[0] - SPARE)} 0h{number(box[2] + 2 * SPARE)}"/>'
    )
    inside = Picture(whole, shapes, zone, frames, heats, clock).inside()
    slope = whole.script.slope
    rise = f'<g transform="rotate({number(-slope)})">{ground}{inside}</g>' if slope else ""
    return Drawn(box, rise or ground + inside)


def _still_index(whole: Film) -> int:
    """Which frame of the film is the still one."""
    return next(i for i, frame in enumerate(whole.frames) if frame.channels == whole.still.channels)


def _box(whole: Film, *, small: bool) -> tuple[float, float, float, float]:
    left, right, top = bounds(whole)
    if small:
        above = min(max(MARGIN / 2 - top, SMALL_LOWEST), SMALL_HIGHEST)
        return (left + right - SMALL) / 2, -above, SMALL, above + GROUND
    return (
        left - MARGIN,
        top - MARGIN,
        right - left + 2 * MARGIN,
        GROUND - top + MARGIN + tan(radians(whole.script.slope)) * max(-left, 0),
    )
