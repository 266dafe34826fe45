"""Where an exercise works, for the drawing of the three long forms behind the thigh."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["sm", "st", "bf"]
Zone = Literal["upper", "mid", "lower", "whole"]

INNER: tuple[Form, ...] = ("sm", "st")
ALL: tuple[Form, ...] = (*INNER, "bf")


@dataclass(frozen=True, slots=True)
class Work:
    """The forms that glow (semimembranosus, semitendinosus, biceps), where along them, in words."""

    forms: tuple[Form, ...]
    zone: Zone
    words: str


_UPPER = Work(ALL, "upper", "Works the upper part of all three muscles, towards the sit bone.")
_MIDDLE = Work(ALL, "mid", "Works the middle of all three muscles.")
_WHOLE = Work(ALL, "whole", "Works all three muscles along their whole length.")
_OUTER_AND_DEEP = Work(
    ("bf", "sm"), "whole", "Works the outer muscle (biceps) and the deep inner one most."
)
_LOWER_CURL = Work(("st", "bf"), "lower", "Works the inner and outer muscles near the knee.")
_FRONT = Work((), "whole", "Opens the front of the hip; the hamstrings rest.")
_LEG = Work((), "whole", "Works the whole leg; no single muscle stands out.")

WORK: Mapping[str, Work] = {
    "mid-belly, both heads": _MIDDLE,
    "muscle belly, not sit bone": _MIDDLE,
    "upper": _UPPER,
    "upper–mid": _UPPER,
    "upper–mid, near-straight hip": _UPPER,
    "upper (sit-bone side)": _UPPER,
    "glute + upper hamstring": Work(
        ALL, "upper", "Works the buttock and the upper part of the hamstrings."
    ),
    "whole muscle": _WHOLE,
    "whole muscle, long lever": _WHOLE,
    "whole muscle + trunk": Work(ALL, "whole", "Works all three muscles and the trunk."),
    "whole, moving to long": _WHOLE,
    "all hamstrings": _WHOLE,
    "biceps long head + glute": Work(
        ("bf",), "upper", "Works the outer muscle (biceps) and the buttock."
    ),
    "biceps long head, semimembranosus": _OUTER_AND_DEEP,
    "biceps long head (late swing)": Work(
        ("bf",), "whole", "Works the outer muscle (biceps), just before the foot lands."
    ),
    "semitendinosus + biceps": Work(
        ("st", "bf"), "whole", "Works the inner (semitendinosus) and outer (biceps) muscles."
    ),
    "semitendinosus, short head": _LOWER_CURL,
    "hip flexors": _FRONT,
    "hip extensors": Work(ALL, "upper", "Works the buttock and upper hamstrings, uphill."),
    "whole leg": _LEG,
    "—": _LEG,
}
"""By the catalogue's region."""
