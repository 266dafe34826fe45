import pytest
from django.core.exceptions import ValidationError

from apps.accounts import red_flags
from apps.coach.alerts import FLAG_WORDS
from apps.coach.rules.red_flags import urgency


def test_the_most_urgent_advice_stands_first_with_its_signs():
    now, soon, book = red_flags.help_for(["night_pain", "pop", "chest_pain", "gap"])
    assert (now.advice, now.signs) == (red_flags.NOW.advice, ["Pain or pressure in the chest"])
    assert len(soon.signs) == 2
    assert book.advice == red_flags.BOOK.advice


def test_a_word_that_is_no_longer_asked_counts_for_today():
    [soon] = red_flags.help_for(["odd_lump"])
    assert (soon.advice, soon.signs) == (red_flags.SOON.advice, ["odd lump"])
    assert red_flags.help_for([]) == []


@pytest.mark.parametrize(("place", "group"), list(enumerate(red_flags.URGENCIES)))
def test_the_coach_knows_every_sign_and_its_urgency(place, group):
    assert {urgency(word) for word in group.signs} == {place}
    assert set(group.signs) <= FLAG_WORDS.keys()


def test_a_sign_nobody_asked_for_is_refused():
    field = red_flags.RedFlagsField()
    assert field.clean(["pop"]) == ["pop"]
    with pytest.raises(ValidationError):
        field.clean(["bored"])


@pytest.mark.parametrize(
    ("ticked", "opened"), [([], [True, False, False]), (["gap"], [True, True, False])]
)
def test_the_most_urgent_signs_stand_open_and_so_do_those_that_are_ticked(ticked, opened):
    field = red_flags.RedFlagsField()
    page = field.widget.render("red_flags", ticked, {"id": "id_red_flags"})
    folds = page.split("<details")[1:]
    assert [fold.startswith(' class="signs" open>') for fold in folds] == opened
    assert [fold.count("<input") for fold in folds] == [6, 8, 7]
