"""The signs that stop a plan, asked in plain words (evidence E6), and whom to see for each.

The words on the left are the coach's. They are questions, not a diagnosis: any "yes" stops the
plan until the runner records that a clinician has looked.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms


class Urgency(NamedTuple):
    """How soon to be seen: `label` heads the questions, `in_short` names what they ask for while
    they are folded, `advice` answers a "yes"."""

    label: str
    in_short: str
    advice: str
    signs: dict[str, str]


NOW = Urgency(
    "Needs help at once",
    "Chest, breath, heart, fainting, numb between the legs, weak legs",
    "Call your local emergency number now. Do not wait for a plan and do not run.",
    {
        "chest_pain": "Pain or pressure in the chest",
        "breathless": "Short of breath for no reason I know",
        "palpitations": "My heart races or stumbles while I rest or run",
        "collapse": "I fainted or collapsed",
        "saddle_numb": "Numb between the legs, or new trouble with bladder or bowels",
        "legs_weak": "Both legs have become weak",
    },
)
SOON = Urgency(
    "Needs a doctor today or tomorrow",
    "A pop, a large bruise, cannot walk, a gap in the muscle, a slip, a swollen leg, fever",
    "Please be seen today, or tomorrow at the latest: a doctor, or urgent care if yours is closed.",
    {
        "pop": "I felt or heard a pop in the back of the thigh",
        "bruise": "A large bruise has come up on the thigh",
        "cannot_walk": "I cannot walk, or cannot put weight on the leg",
        "gap": "There is a gap or a bunched lump in the muscle",
        "sit_bone_slip": "Sudden pain at the sit bone after a slip or a split",
        "foot_drop": "I cannot lift my foot properly",
        "one_leg_swollen": "One calf or thigh is swollen, warm, red or throbbing",
        "hot_thigh_fever": "Fever, and the thigh is hot and swollen",
    },
)
BOOK = Urgency(
    "Needs an appointment within a week or two",
    "Pain at night or in the back, losing weight, a second strain, no better for weeks",
    "Please book a doctor or physiotherapist within the next week or two.",
    {
        "night_pain": "Pain that wakes me at night or does not ease with rest",
        "weight_loss": "I am losing weight without trying, or have had cancer",
        "pins_needles": "Pins and needles in the leg, or pain that comes from the back",
        "no_better": "It is no better after two weeks of care",
        "second_strain": "My second hamstring strain within twelve months",
        "long_sit_bone": "Pain at the sit bone for more than six weeks",
        "tendon_medicine": "Tendon pain since a fluoroquinolone antibiotic or a steroid injection",
    },
)
URGENCIES = (NOW, SOON, BOOK)
HELP = "Tick what is true. With any of them there is no training plan; we say whom to see."
CHOICES = [(urgency.label, list(urgency.signs.items())) for urgency in URGENCIES]


class Help(NamedTuple):
    """Whom to see, how soon, and for which of the signs."""

    label: str
    advice: str
    signs: list[str]


def help_for(flags: Iterable[str]) -> list[Help]:
    """The advice for these flags, the most urgent first; a word of long ago counts as urgent."""
    ticked = sorted(set(flags))
    known = {word for urgency in URGENCIES for word in urgency.signs}
    found = []
    for urgency in URGENCIES:
        signs = [text for word, text in urgency.signs.items() if word in ticked]
        if urgency is SOON:
            signs += [word.replace("_", " ") for word in ticked if word not in known]
        if signs:
            found.append(Help(urgency.label, urgency.advice, signs))
    return found


class RedFlagsWidget(forms.CheckboxSelectMultiple):
    """A fold for each heading; the most urgent stands open, the others once a sign is ticked."""

    template_name = "accounts/widgets/red_flags.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = zip(URGENCIES, context["widget"]["optgroups"], strict=True)
        folds = [
            (urgency, options, urgency is NOW or any(one["selected"] for one in options))
            for urgency, (_label, options, _index) in groups
        ]
        return context | {"folds": folds}


class RedFlagsField(forms.MultipleChoiceField):
    """The questions as checkboxes under the three headings; cleans to a list of the words."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", "Any of these now?")
        kwargs.setdefault("help_text", HELP)
        super().__init__(choices=CHOICES, widget=RedFlagsWidget(), **kwargs)
