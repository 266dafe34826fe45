import pytest
from django.core.exceptions import ValidationError

from apps.accounts import red_flags
from apps.coach.rules.red_flags import EMERGENCY


def test_the_most_urgent_sign_decides_the_advice():
    assert red_flags.advice_for(["night_pain", "pop"]) == red_flags.SOON.advice
    assert red_flags.advice_for(["pop", "chest_pain"]) == red_flags.NOW.advice
    assert red_flags.advice_for([]) == ""


def test_every_emergency_of_the_coach_is_asked_as_one():
    assert set(red_flags.NOW.signs) >= EMERGENCY


def test_a_sign_nobody_asked_for_is_refused():
    field = red_flags.RedFlagsField()
    assert field.clean(["pop"]) == ["pop"]
    with pytest.raises(ValidationError):
        field.clean(["bored"])
