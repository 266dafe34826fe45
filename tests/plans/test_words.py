"""The coach's steps as a runner reads them."""

from apps.plans.words import steps

RUN = {"kind": "run", "repeat": 4, "duration_s": 240, "rpe": 4}
WALK = {"kind": "walk", "repeat": 4, "duration_s": 60, "rpe": 1}


def test_running_and_walking_in_turn_stand_in_one_line():
    alternating = "4 times: 4 min run (effort 4), then 1 min walk (effort 1)"
    assert steps([RUN, WALK, {**RUN, "repeat": 1}], "km") == (alternating, "4 min run (effort 4)")


def test_what_is_repeated_alone_keeps_its_line():
    fast = {"kind": "rep", "repeat": 3, "duration_s": 120, "rpe": 8}
    easy = {"kind": "recovery", "repeat": 2, "duration_s": 120, "rpe": 2}
    assert steps([fast, easy], "km") == (
        "3 × 2 min fast (effort 8)",
        "2 × 2 min easy in between (effort 2)",
    )


def test_a_run_of_one_step_is_its_own_description():
    assert steps([{**RUN, "repeat": 1}], "km") == ()
