"""A dose is taken apart into sets in the order in which they are done."""

import pytest

from apps.coach.catalogue import EXERCISES
from apps.routines.queries.body import dose_of
from apps.routines.steps import Tempo, minutes_of, steps_of, tempo_of
from tests.routines.conftest import BRIDGE, HOLD


def test_left_switch_right_rest_and_the_next():
    found = [(step.key, step.then) for step in steps_of([BRIDGE, HOLD])]
    assert found == [
        ("0.1.left", "switch"),
        ("0.1.right", "rest"),
        ("0.2.left", "switch"),
        ("0.2.right", "next"),
        ("1.1.both", "end"),
    ]


def test_the_rest_is_the_doses():
    pauses = [step.pause_s for step in steps_of([BRIDGE, HOLD])]
    assert pauses == [6, 60, 6, 60, 0]


def test_one_leg_alone_has_no_other_side():
    assert [step.side for step in steps_of([BRIDGE | {"side": "left"}])] == ["left", "left"]


@pytest.mark.parametrize(
    ("text", "tempo"),
    [
        ("3-1-1", Tempo(3, 1, 1)),
        ("3–5 s down, push back up with hands", Tempo(5, 0, 2)),
        ("4 s out, arms help back", Tempo(4, 0, 2)),
        ("slow steps", Tempo(2, 1, 2)),
    ],
)
def test_a_tempo_in_words_has_seconds(text, tempo):
    assert tempo_of(text) == tempo


def test_a_set_takes_its_repetitions_by_their_tempo():
    assert [step.seconds for step in steps_of([BRIDGE, HOLD])][-2:] == [40, 30]


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_exercise_can_be_played(slug):
    steps = steps_of([dose_of(EXERCISES[slug], 2)])
    assert steps
    assert all(step.seconds > 0 and len(step.key) <= 12 for step in steps)


def test_a_session_is_as_long_as_its_sets_and_pauses():
    assert minutes_of([BRIDGE, HOLD]) == -(-(4 * 40 + 30 + 6 + 60 + 6 + 60) // 60)
