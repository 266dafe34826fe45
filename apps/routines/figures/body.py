"""One body: its bones, how far its joints go, and the spots that touch floor and things.

Lengths are centimetres of a person 180 cm tall, with the shares of body height that Drillis and
Contini measured (thigh .245, shank .246, upper arm .186, forearm .146, trunk .288). The picture's
axes: x forward, y down. A bone's own axes lie at its joint; legs and arms point down theirs (0, +),
trunk and head up (0, -). Angles are degrees; a joint's angle is the anatomical one: 0 in the
upright stance with arms hanging, flexion (or dorsiflexion) positive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final, Literal, NamedTuple

Side = Literal["near", "far"]
SIDES: Final[tuple[Side, ...]] = ("near", "far")

THIGH: Final = 44.0
SHANK: Final = 44.0
UPPER_ARM: Final = 33.0
FOREARM: Final = 26.0
SOLE: Final = 7.0
"""Height of the ankle above the sole."""


class Bone(NamedTuple):
    """A bone hangs at `at` in its parent's axes and turns there by `turn` times its joint."""

    parent: str
    at: tuple[float, float]
    joint: str
    turn: int


def _limbs(side: Side) -> dict[str, Bone]:
    def name(part: str) -> str:
        return f"{side}_{part}"

    return {
        name("thigh"): Bone("pelvis", (0, 0), name("hip"), -1),
        name("shank"): Bone(name("thigh"), (0, THIGH), name("knee"), 1),
        name("foot"): Bone(name("shank"), (0, SHANK), name("ankle"), -1),
        name("toes"): Bone(name("foot"), (12.5, 4.6), name("toe"), -1),
        name("upper_arm"): Bone("chest", (-0.5, -31), name("shoulder"), -1),
        name("forearm"): Bone(name("upper_arm"), (0, UPPER_ARM), name("elbow"), -1),
        name("hand"): Bone(name("forearm"), (0, FOREARM), name("wrist"), -1),
    }


BONES: Final[Mapping[str, Bone]] = {
    "pelvis": Bone("", (0, 0), "pitch", 1),
    "chest": Bone("pelvis", (-0.5, -20), "spine", 1),
    "head": Bone("chest", (0.6, -37), "neck", 1),
    **_limbs("near"),
    **_limbs("far"),
}
"""Parents before children. The root is the pelvis, at the middle of the hip joints."""

JOINTS: Final = tuple(bone.joint for bone in BONES.values())
Angles = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A bone's axes in the picture: its joint's place, and its turn clockwise in degrees."""

    x: float
    y: float
    turn: float

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the bone's own axes lies in the picture."""
        c, s = cos(radians(self.turn)), sin(radians(self.turn))
        return self.x + c * x - s * y, self.y + s * x + c * y


Stance = Mapping[str, Place]
"""Where every bone is."""


def stand(angles: Angles, root: tuple[float, float] = (0.0, 0.0)) -> Stance:
    """Forward kinematics: every bone's place from the joints' angles."""
    places = {"": Place(*root, 0.0)}
    for name, bone in BONES.items():
        parent = places[bone.parent]
        turn = parent.turn + bone.turn * angles.get(bone.joint, 0.0)
        places[name] = Place(*parent.of(*bone.at), turn)
    del places[""]
    return places


class Spot(NamedTuple):
    """A spot of a bone that can touch: the lowest of a disc of that radius around a point."""

    bone: str
    at: tuple[float, float]
    radius: float = 0.0


SPOTS: Final[Mapping[str, Spot]] = {
    "seat": Spot("pelvis", (-2.6, 0.5), 9.6),
    "belly": Spot("pelvis", (1.5, -8), 7.6),
    "shoulders": Spot("chest", (-1.6, -24), 9.0),
    "breast": Spot("chest", (2.6, -22), 8.0),
    "skull": Spot("head", (0.9, -18.5), 9.4),
    **{
        f"{side}_{name}": Spot(f"{side}_{bone}", at, radius)
        for side in SIDES
        for name, bone, at, radius in (
            ("hip", "thigh", (0.0, 0.0), 9.0),
            ("knee", "shank", (0.2, 0.0), 5.4),
            ("shin", "shank", (0.0, 30.0), 3.4),
            ("ankle", "shank", (0.0, 44.0), 3.4),
            ("heel", "foot", (-3.6, 4.6), 2.4),
            ("sole", "foot", (0.0, SOLE), 0.0),
            ("ball", "foot", (12.5, 4.6), 2.4),
            ("tip", "toes", (5.6, 0.9), 1.5),
            ("elbow", "forearm", (0.0, 0.0), 3.6),
            ("palm", "hand", (0.0, 8.0), 2.2),
            ("fist", "hand", (0.4, 8.5), 0.0),
            ("fingers", "hand", (0.0, 15.0), 1.6),
        )
    },
}


def touch(stance: Stance, name: str) -> tuple[float, float]:
    """Where a spot meets what lies below it."""
    spot = SPOTS[name]
    x, y = stance[spot.bone].of(*spot.at)
    return x, y + spot.radius
