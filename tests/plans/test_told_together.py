"""What changed, each cause told once."""

from apps.plans.templatetags.changes import together

LIMIT = "no run longer than 8 km, until 12 December (set by Dr: Dana)."


def told(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.because, group.texts) for group in together(texts)]


def test_changes_with_one_cause_stand_under_it():
    found = told(f"The run on Monday is now 8 km: {LIMIT}", f"Friday: easy run instead: {LIMIT}")
    assert found == [
        (LIMIT.removesuffix("."), ("The run on Monday is now 8 km.", "Friday: easy run instead."))
    ]


def test_what_has_a_cause_of_its_own_stays_as_it_is():
    alone = "Saturday has other exercises."
    own = "Strength moved from Friday to Thursday: your own change."
    assert told(alone, own) == [("", (alone,)), ("", (own,))]


def test_each_group_stands_where_its_first_does():
    first, other, second = f"A: {LIMIT}", "B.", f"C: {LIMIT}"
    assert [texts for _, texts in told(first, other, second)] == [("A.", "C."), ("B.",)]


def test_the_same_sentence_twice_is_told_twice():
    assert told("A: b.", "A: b.") == [("b", ("A.", "A."))]


def test_nothing_is_nothing():
    assert told() == []
