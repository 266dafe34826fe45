"""How well an exercise is backed: a grade and one sentence, for its page.

Grades are the coach's: A consistent trials, B one good trial or trials in another sport, C small
studies, mechanism or experts, X good studies disagree. What is claimed is what the sources that the
catalogue names for the exercise, or those in `more`, say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Backing:
    """A grade and what was found, in a runner's words."""

    grade: str
    words: str
    more: tuple[str, ...] = ()
    """Sources beside those of the catalogue, by their keys."""


GRADES: Final[Mapping[str, str]] = {
    "A": "Strong evidence",
    "B": "Moderate evidence",
    "C": "Expert opinion and small studies",
    "X": "Contested",
}

_REHAB = Backing(
    "C",
    "A usual first step in programmes after a hamstring strain; not tested by itself.",
)
_HIP = Backing(
    "B",
    "Hip work trains the outer and the deep inner muscle more, knee work the others: one of each "
    "a week covers all three. Measured as activity and growth of the muscle, not as injuries.",
)
_BRIDGE = Backing(
    "C",
    "Footballers who later strained the right leg had managed fewer of these; for the left leg it "
    "did not show. A good measure of where you are, not a forecast.",
)
_NORDIC = Backing(
    "X",
    "In footballers, training with this exercise probably cut hamstring strains, repeat ones most "
    "clearly; good studies disagree by how much. Runners have not been tested.",
)
_SLIDE = Backing(
    "C",
    "Muscle activity was measured; no study of injuries. A way to train lowering without a gym.",
)
_LENGTHENING = Backing(
    "B",
    "Part of a programme after which footballers, sprinters and jumpers came back sooner from a "
    "strain; starting it earlier made no difference in a later trial.",
    ("V64", "V65", "V63"),
)
_PRACTICE = Backing("C", "Practice, not a study of its own: a usual step beside the others.")

BACKING: Final[Mapping[str, Backing]] = {
    "heel-dig-hold": _REHAB,
    "two-leg-bridge-hold": _REHAB,
    "two-leg-bridge": _REHAB,
    "band-leg-curl": _REHAB,
    "long-lever-bridge-hold": Backing(
        "C", "Long holds are how sit-bone pain is usually treated first; the dose is a convention."
    ),
    "standing-strap-hip-extension-hold": Backing(
        "C", "From a review of sit-bone (tendon) pain by physiotherapists; not tested by itself."
    ),
    "single-leg-long-lever-bridge-hold": Backing(
        "C",
        "A harder step towards the Roman-chair hold, which in a study of twelve people made "
        "for more single-leg bridges after six weeks.",
    ),
    "single-leg-roman-chair-hold": Backing(
        "C",
        "In a study of twelve people six weeks of it made for more single-leg bridges. Small, but "
        "the Nordic did not do it.",
    ),
    "single-leg-bridge": _BRIDGE,
    "single-leg-bridge-heel-on-bench": _BRIDGE,
    "romanian-deadlift": _HIP,
    "single-leg-romanian-deadlift": _HIP,
    "45-hip-extension": _HIP,
    "hip-thrust": _HIP,
    "glider": _LENGTHENING,
    "diver": _LENGTHENING,
    "extender": _LENGTHENING,
    "swiss-ball-curl": _SLIDE,
    "slider-curl-lowering-only": _SLIDE,
    "slider-curl-full": _SLIDE,
    "assisted-nordic": _NORDIC,
    "nordic-lowering": _NORDIC,
    "nordic-plus": Backing(
        "C", "Muscle activity on a slope was measured; whether it protects more is not known."
    ),
    "machine-leg-curl": Backing(
        "B",
        "Twelve weeks of the seated curl made the hamstrings grow more than the Nordic did. Shown "
        "in healthy adults; nobody counted injuries.",
    ),
    "strap-hamstring-stretch-lying": Backing(
        "A",
        "Regular stretching makes you more supple; five to ten minutes a week for a muscle "
        "are enough. It does not keep injuries away: do it for comfort and range.",
    ),
    "foam-roll-back-of-thigh-and-glutes": Backing(
        "B", "Rolling after a run eases soreness a little; what it does for speed is small."
    ),
    "leg-swings-front-to-back": Backing(
        "A", "A moving warm-up prepares for speed; long holds right before can dull it slightly."
    ),
    "strides": Backing(
        "B",
        "In football codes a little regular fast running went with fewer strains, sudden extra "
        "with more. Runners have not been tested.",
    ),
    "short-hill-sprint": Backing(
        "C", "Uphill the muscles behind the hip work harder; measured in small studies."
    ),
    "step-rate-blocks": Backing(
        "B",
        "Slightly quicker steps at the same pace mean less braking and less load on the knee, but "
        "the hamstring switches on more before landing. Measured in runners; injuries not counted.",
    ),
}


def backing(slug: str) -> Backing:
    """What backs an exercise; practice where the catalogue names no study."""
    return BACKING.get(slug, _PRACTICE)
