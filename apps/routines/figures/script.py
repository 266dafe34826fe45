"""The pose file, read into poses: `data/figures.json` says for each exercise what a body does.

says    the description for who cannot see it
pin     the spot that the body hangs on; a pose's `at` is its place, heights upwards
reach   limbs that go to a place: spot, and after "in" whose axes; the pose gives [x, y, turn],
        or null where the limb is free and its joints' angles count
poses   key poses in order. What a pose does not say stays as it was before; the first starts
        from its `base`. A pair is [near, far], one number is both.
takes   seconds from the pose before; `stays` seconds in it. "out", "hold" and "back" are the
        catalogue's tempo of three figures
ease    "smooth" starts and stops, "even" does not, "flow" runs through
load    how hard the hamstring works, 0 to 1
swap    the poses once more with near and far exchanged, as in running
still   which pose stands for the whole where nothing may move
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from apps.routines.figures.body import JOINTS, SIDES
from apps.routines.figures.solve import LIMBS, Reach

Ease = Literal["smooth", "even", "flow"]
TEMPO: Final = ("out", "hold", "back")
FAR_OFFSET: Final = 3.0
"""How much further forward the far one of two feet stands, so that it is seen."""
MIDDLE: Final = {"pitch", "spine", "neck"}
EXTRAS: Final = {"ball", "slide"}


@dataclass(frozen=True, slots=True)
class Pose:
    """A key pose: how long to come here, how long to stay (seconds), and its channels."""

    takes: float
    stays: float
    ease: Ease
    channels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture: its kind and numbers or names that place it."""

    kind: str
    where: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Script:
    """What one figure does."""

    slug: str
    says: str
    pin: str
    reaches: tuple[Reach, ...]
    poses: tuple[Pose, ...]
    props: tuple[Prop, ...]
    still: int
    airborne: bool
    slope: float


def _channels(told: Mapping[str, Any]) -> dict[str, float]:
    """A pose's words as channels; KeyError for a word that there is not."""
    channels: dict[str, float] = {}
    for word, value in told.items():
        channels.update(_channel(word, value))
    return channels


def _channel(word: str, value: Any) -> dict[str, float]:
    if word in MIDDLE or word in JOINTS or word in EXTRAS:
        return {word: float(value)}
    if word == "at":
        return {"at.x": float(value[0]), "at.y": float(value[1])}
    if word in LIMBS:
        return _place(word, value)
    if word in ("feet", "hands"):
        limb = {"feet": "foot", "hands": "hand"}[word]
        far = value and [value[0] + FAR_OFFSET * (limb == "foot"), *value[1:]]
        return _place(f"near_{limb}", value) | _place(f"far_{limb}", far)
    pair = value if isinstance(value, list) else [value, value]
    both = {f"{side}_{word}": float(one) for side, one in zip(SIDES, pair, strict=True)}
    if word != "load" and not set(both) <= set(JOINTS):
        raise KeyError(word)
    return both


def _place(limb: str, value: Sequence[float] | None) -> dict[str, float]:
    if value is None:
        return {f"{limb}.grip": 0.0}
    place = zip(("x", "y", "turn", "grip"), (*value, 1.0), strict=True)
    return {f"{limb}.{axis}": float(one) for axis, one in place}


def _swapped(channels: Mapping[str, float]) -> dict[str, float]:
    other = {"near": "far", "far": "near"}
    return {
        "_".join([other.get(head, head), *rest]): value
        for name, value in channels.items()
        for head, *rest in [name.split("_", 1)]
    }


def _reaches(told: Mapping[str, str]) -> tuple[Reach, ...]:
    reaches = []
    for limb, words in told.items():
        spot, _, within = words.partition(" in ")
        side = limb.split("_", 1)[0]
        reaches.append(Reach(limb, f"{side}_{spot}", within))
    return tuple(reaches)


def _seconds(value: Any, tempo: Mapping[str, float]) -> float:
    return tempo[value] if isinstance(value, str) else float(value)


def tempo_of(words: str) -> dict[str, float]:
    """The catalogue's tempo of three figures, such as "2-1-2", in seconds; else nothing."""
    figures = words.split("-")
    if len(figures) != len(TEMPO) or not all(figure.isdigit() for figure in figures):
        return {}
    return dict(zip(TEMPO, map(float, figures), strict=True))


_TIMING: Final = {"takes", "stays", "ease", "base"}


def read(slug: str, told: Mapping[str, Any], bases: Mapping[str, Any], tempo: str) -> Script:
    """One exercise's script; KeyError or ValueError where the file is not right."""
    seconds = tempo_of(tempo)
    now = dict.fromkeys([*JOINTS, "near_load", "far_load"], 0.0)
    poses: list[Pose] = []
    for pose in told["poses"]:
        if "base" in pose:
            now = now | _channels(bases[pose["base"]])
        now = now | _channels({word: pose[word] for word in pose if word not in _TIMING})
        takes, stays = (_seconds(pose.get(key, 0), seconds) for key in ("takes", "stays"))
        poses.append(Pose(takes, stays, pose.get("ease", told.get("ease", "smooth")), now))
    if told.get("swap"):
        poses += [Pose(p.takes, p.stays, p.ease, _swapped(p.channels)) for p in poses]
    return Script(
        slug=slug,
        says=told["says"],
        pin=told.get("pin", ""),
        reaches=_reaches(told.get("reach", {})),
        poses=tuple(poses),
        props=tuple(Prop(kind, where) for kind, where in told.get("props", [])),
        still=told.get("still", 1),
        airborne=bool(told.get("airborne")),
        slope=float(told.get("slope", 0)),
    )


def _json(package: str, name: str) -> Any:
    return json.loads(resources.files(package).joinpath(name).read_text("utf-8"))


@cache
def scripts() -> Mapping[str, Script]:
    """Every exercise's script, by slug."""
    file = _json("apps.routines", "data/figures.json")
    rows = _json("apps.coach", "data/exercises.json")
    tempos = {row["slug"]: row["dose"]["tempo"] for row in rows}
    bases = file["bases"]
    return {slug: read(slug, told, bases, tempos[slug]) for slug, told in file["figures"].items()}
