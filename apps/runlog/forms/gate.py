"""The small tests before the first run: asked only while a strain heals."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from apps.lib.fields import ScaleField

PREFIX: Final = "gate_"
SCALES: Final = {
    "walk_30": ("Pain when you walk for 30 minutes", "Do it at an easy pace, on the flat."),
    "stairs": ("Pain on stairs", "One floor up and down."),
    "half_squat": ("Pain in a half squat on the sore leg", "Hold on to something; three will do."),
    "bridges": (
        "Pain in ten single-leg bridges",
        "On your back, one foot down, lift the hips; ten with each leg. Tell the worse one.",
    ),
}
SIGNS: Final = {
    "limp": "I limp",
    "insecure": "The leg feels unsure, as if it might not hold in a quick swing",
}
ANSWER_ALL: Final = "Answer this one too, or leave the small tests open today."


def gate_fields() -> dict[str, forms.Field]:
    """The questions by the name of their input."""
    fields: dict[str, forms.Field] = {
        name: ScaleField(
            label=label, help_text=help_text, low="none", high="worst imaginable", required=False
        )
        for name, (label, help_text) in SCALES.items()
    }
    fields["knee_straight"] = forms.ChoiceField(
        label="Does the knee straighten fully when you lie on your back?",
        choices=[("yes", "Yes"), ("no", "No")],
        required=False,
        widget=forms.RadioSelect,
    )
    fields |= {name: forms.BooleanField(label=text, required=False) for name, text in SIGNS.items()}
    return {PREFIX + name: field for name, field in fields.items()}


NAMES: Final = tuple(gate_fields())


def shown(gate: Mapping[str, Any] | None) -> dict[str, Any]:
    """Stored answers as the fields show them."""
    if gate is None:
        return {}
    values = {PREFIX + name: gate.get(name) for name in (*SCALES, *SIGNS)}
    return values | {PREFIX + "knee_straight": "yes" if gate.get("knee_straight") else "no"}


def missing(cleaned: Mapping[str, Any]) -> list[str]:
    """Inputs left open while others are answered. A limp can be told without any test."""
    tests = [PREFIX + name for name in (*SCALES, "knee_straight")]
    still_open = [name for name in tests if cleaned.get(name) in (None, "")]
    return still_open if len(still_open) < len(tests) else []


def stored(cleaned: Mapping[str, Any]) -> dict[str, Any] | None:
    """What to keep of the answers, under the coach's names; None where nothing was said."""
    told = {name: cleaned[PREFIX + name] for name in (*SCALES, *SIGNS)}
    knee = cleaned[PREFIX + "knee_straight"]
    is_empty = not knee and all(value in (None, False) for value in told.values())
    return None if is_empty else told | {"knee_straight": knee == "yes"}
