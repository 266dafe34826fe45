"""Form fields that take a distance or a time in any form that people write."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms

from apps.lib import units


class _MeasureField(forms.Field, ABC):
    """A whole number in rows, a few typed characters in the form."""

    @abstractmethod
    def read(self, text: str) -> int:
        """The number that was typed. Raises ValueError with a sentence for the runner."""

    @abstractmethod
    def spell(self, value: int) -> str:
        """The number as it is typed."""

    def prepare_value(self, value: Any) -> Any:
        return self.spell(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        try:
            return self.read(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class DistanceField(_MeasureField):
    """Metres, typed in the runner's unit: set `field.units` to `km` or `mi` in the form.

    Cleans to whole metres, or None where it may be left out; shows what reads back unchanged.
    """

    default_error_messages: ClassVar = {"required": "Write a distance such as 9.5."}

    def __init__(self, *, units: str = "km", **kwargs: Any) -> None:
        self.units = units
        super().__init__(widget=forms.TextInput({"inputmode": "decimal"}), **kwargs)

    def read(self, text: str) -> int:
        return units.parse_distance(text, self.units)

    def spell(self, value: int) -> str:
        return units.spell_distance(value, self.units)


class DurationField(_MeasureField):
    """Seconds, typed as `45`, `45:30`, `1:02:30` or `1h02`.

    Cleans to whole seconds, or None where it may be left out.
    """

    default_error_messages: ClassVar = {"required": "Write a time such as 45 or 1:02:30."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(), **kwargs)

    def read(self, text: str) -> int:
        return units.parse_duration(text)

    def spell(self, value: int) -> str:
        return units.duration(value)
