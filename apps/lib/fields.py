"""Form parts that every app uses: how a form is drawn, and the scale from 0 to 10."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

SCALE = [MinValueValidator(0), MaxValueValidator(10)]
"""Of a column that keeps an answer on that scale."""
PICK = "Choose a number from 0 to 10."
NO_SUCH_NUMBER = ("invalid", "min_value", "max_value")


class FormRenderer(TemplatesSetting):
    """Forms and fields are drawn by our own templates."""

    form_template_name = "shared/form.html"
    field_template_name = "shared/field.html"


class WholeNumberField(forms.IntegerField):
    """A whole number within bounds, which says them in one sentence whatever was typed instead."""

    def __init__(
        self,
        *,
        min_value: int,
        max_value: int,
        step: int = 1,
        error_messages: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        says = f"Write a whole number from {min_value} to {max_value}."
        super().__init__(
            min_value=min_value,
            max_value=max_value,
            widget=forms.NumberInput({"inputmode": "numeric", "step": str(step)}),
            error_messages=dict.fromkeys(NO_SUCH_NUMBER, says) | (error_messages or {}),
            **kwargs,
        )


class ScaleWidget(forms.RadioSelect):
    """Eleven large targets in a row, radio buttons in truth, both ends in words."""

    template_name = "shared/scale.html"

    def __init__(self, *, low: str, high: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.ends = {"low": low, "high": high}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"ends": self.ends}


class ScaleField(forms.TypedChoiceField):
    """A whole number from 0 to 10, or None where it may be left out.

    `low` and `high` are the words under the two ends, such as "nothing" and "worst imaginable".
    """

    def __init__(self, *, low: str, high: str, **kwargs: Any) -> None:
        super().__init__(
            choices=[(str(n), str(n)) for n in range(11)],
            coerce=int,
            empty_value=None,
            widget=ScaleWidget(low=low, high=high),
            error_messages={"required": PICK, "invalid_choice": PICK},
            **kwargs,
        )


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A field as text: `{{ field }}` and `{{ field.as_field_group }}` as in a form."""

    alone: SafeString
    as_field_group: SafeString

    def __str__(self) -> str:
        return self.alone


@lru_cache(maxsize=32)
def blank(form_class: type[forms.BaseForm], **asked: Any) -> dict[str, DrawnField]:
    """The fields of a form that nobody has filled, drawn once for everybody.

    `asked` is what makes the form, such as the day; nothing in it may be of one runner.
    """
    form = form_class(**asked)
    return {field.name: DrawnField(SafeString(field), field.as_field_group()) for field in form}
