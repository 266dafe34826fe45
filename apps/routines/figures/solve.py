"""One moment's numbers into a body: the root by its contact, limbs that reach by two links.

Numbers are channels by name. A joint's name gives its angle. `at.x` and `at.y` say where the pinned
spot is. `near_foot.x`, `.y` and `.turn` say where a limb's end goes and how it lies there, `.grip`
whether they count (1) or the limb's own angles do (0). Heights count upwards from the floor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import acos, atan2, cos, degrees, hypot, radians, sin
from typing import Final, NamedTuple

from apps.routines.figures.body import (
    BONES,
    FOREARM,
    JOINTS,
    SHANK,
    SPOTS,
    THIGH,
    UPPER_ARM,
    Place,
    Stance,
    stand,
    touch,
)

Channels = Mapping[str, float]
SLACK: Final = 0.999
"""How much of a limb's whole length a reach may use: a joint is never quite locked."""


class Reach(NamedTuple):
    """A limb's end goes to a place: `spot` is what arrives, `within` whose axes the place is in
    (the floor's where empty)."""

    limb: str
    spot: str
    within: str = ""


class Limb(NamedTuple):
    """Two links and an end; `bend` is the sign with which the middle joint turns, `zero` the turn
    of the end at rest."""

    bones: tuple[str, str, str]
    lengths: tuple[float, float]
    bend: int


LIMBS: Final[Mapping[str, Limb]] = {
    f"{side}_{end}": Limb((f"{side}_{a}", f"{side}_{b}", f"{side}_{c}"), lengths, bend)
    for side in ("near", "far")
    for end, (a, b, c), lengths, bend in (
        ("foot", ("thigh", "shank", "foot"), (THIGH, SHANK), 1),
        ("hand", ("upper_arm", "forearm", "hand"), (UPPER_ARM, FOREARM), -1),
    )
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The body at one moment: every joint's angle, the root's place, and what is left over between
    a reach and its goal (centimetres, 0 where all arrive)."""

    angles: Mapping[str, float]
    root: tuple[float, float]
    short: float = 0.0

    @property
    def stance(self) -> Stance:
        return stand(self.angles, self.root)


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment of a film at its time in seconds, with the channels it came from."""

    time: float
    channels: Channels
    moment: Moment


def solve(channels: Channels, pin: str, reaches: tuple[Reach, ...] = ()) -> Moment:
    """The body that stands as the channels say, its `pin` spot where they say."""
    angles = {joint: channels.get(joint, 0.0) for joint in JOINTS}
    root = _pinned(angles, channels, pin)
    short = 0.0
    for reach in reaches:
        if not channels.get(f"{reach.limb}.grip", 0.0):
            continue
        left = _reach(angles, root, reach, channels)
        short = max(short, left)
    return Moment(angles, root, short)


def _pinned(angles: Mapping[str, float], channels: Channels, pin: str) -> tuple[float, float]:
    x, y = touch(stand(angles), pin) if pin in SPOTS else (0.0, 0.0)
    return channels.get("at.x", 0.0) - x, -channels.get("at.y", 0.0) - y


def _reach(
    angles: dict[str, float], root: tuple[float, float], reach: Reach, channels: Channels
) -> float:
    """Bend the limb so that its spot arrives; the distance by which it does not."""
    limb = LIMBS[reach.limb]
    stance = stand(angles, root)
    x, y, turn = (channels[f"{reach.limb}.{axis}"] for axis in ("x", "y", "turn"))
    goal = Place(x, -y, -turn)
    if reach.within:
        frame = stance[reach.within]
        goal = Place(*frame.of(x, y), frame.turn - turn)
    end = _end(goal, reach.spot)
    joint = stance[limb.bones[0]]
    first, second, far = two_links((joint.x, joint.y), end, limb.lengths, limb.bend)
    base = stance[BONES[limb.bones[0]].parent].turn
    grip = channels.get(f"{reach.limb}.grip", 1.0)
    turns = (first - base, second - first, goal.turn - second)
    for bone, turn in zip(limb.bones, turns, strict=True):
        joint_name = BONES[bone].joint
        bent = _half_turn(turn * BONES[bone].turn)
        angles[joint_name] += grip * _half_turn(bent - angles[joint_name])
    return far if grip > 0.999 else 0.0


def _end(goal: Place, spot: str) -> tuple[float, float]:
    """Where the wrist or ankle has to be for the spot to touch the goal."""
    _, at, radius = SPOTS[spot]
    x, y = Place(0.0, 0.0, goal.turn).of(*at)
    return goal.x - x, goal.y - y - radius


def two_links(
    start: tuple[float, float],
    end: tuple[float, float],
    lengths: tuple[float, float],
    bend: int,
) -> tuple[float, float, float]:
    """The turns of two links that hang from `start` and end at `end`, and what they lack."""
    a, b = lengths
    x, y = end[0] - start[0], end[1] - start[1]
    wanted = hypot(x, y)
    span = min(max(wanted, abs(a - b) + 0.1), (a + b) * SLACK)
    straight = degrees(atan2(-x, y))
    inner = degrees(acos((a * a + span * span - b * b) / (2 * a * span)))
    first = straight - bend * inner
    c, s = cos(radians(first)), sin(radians(first))
    toward = span / wanted if wanted else 1.0
    second = degrees(atan2(-(x * toward + a * s), y * toward - a * c))
    return first, second, abs(wanted - span)


def _half_turn(angle: float) -> float:
    return (angle + 180) % 360 - 180
