"""Which exercises to show: by purpose, level and what one has. A form of plain GET."""

from typing import Any

from django import forms

from apps.accounts.models import User
from apps.routines.queries import CATEGORIES, EQUIPMENT, ExercisePage

ANY = [("", "All")]
MINE, NOTHING = "mine", "nothing"
LEVELS = [
    ("1", "1, easiest"),
    *((str(level), str(level)) for level in range(2, 5)),
    ("5", "5, hardest"),
]


class ExerciseFilter(forms.Form):
    """Purpose, level, equipment, and whether the figures move."""

    purpose = forms.ChoiceField(
        label="For",
        required=False,
        choices=[*ANY, *((slug, title) for slug, (title, _) in CATEGORIES.items())],
    )
    level = forms.ChoiceField(label="Level", required=False, choices=[*ANY, *LEVELS])
    equipment = forms.ChoiceField(label="With", required=False)
    moving = forms.BooleanField(label="Let them move", required=False)

    def __init__(self, data: Any, runner: User | None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.owned = list(runner.profile.equipment) if runner else []
        mine = [(MINE, "What I have")] if runner else []
        things = [(slug, words[0].upper() + words[1:]) for slug, words in EQUIPMENT.items()]
        equipment = self.fields["equipment"]
        assert isinstance(equipment, forms.ChoiceField)  # noqa: S101  # for the type checker
        equipment.choices = [("", "Anything"), *mine, (NOTHING, "Nothing"), *things]

    def wants(self, page: ExercisePage) -> bool:
        """Whether the page stands in what is asked for; a wrong choice asks for nothing."""
        told = self.cleaned_data if self.is_valid() else {}
        purpose, level, equipment = (told.get(key) for key in ("purpose", "level", "equipment"))
        return (
            (not purpose or page.row["category"] == purpose)
            and (not level or page.level == int(level))
            and (not equipment or self._has(page, equipment))
        )

    def _has(self, page: ExercisePage, equipment: str) -> bool:
        if equipment in (MINE, NOTHING):
            return page.possible_with(self.owned if equipment == MINE else ())
        return equipment in page.things
