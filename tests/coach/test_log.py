"""The log's figures, as the rules use them."""

from datetime import timedelta

from apps.coach.log import Log
from apps.coach.types import Checkin
from tests.coach import runners
from tests.coach.runners import MONDAY, days, run, snapshot


def test_the_longest_run_is_of_the_last_thirty_days():
    log = Log(snapshot([run(31, 20_000), run(30, 11_000), run(4, 9000)]))
    assert log.longest_m(MONDAY) == 11_000


def test_a_run_counts_after_a_calm_morning_or_two_quiet_days():
    calm = snapshot([run(1, 12_000)], checkins=(Checkin(MONDAY, 0, 0),))
    red = snapshot([run(1, 12_000)], checkins=(Checkin(MONDAY, 4, 0),))
    silent = snapshot([run(1, 12_000)])
    assert [Log(s).longest_m(MONDAY) for s in (calm, red, silent)] == [12_000, 0, 0]
    assert Log(snapshot([run(2, 12_000)])).longest_m(MONDAY) == 12_000


def test_the_usual_week_leaves_lighter_weeks_out():
    log = Log(snapshot(runners.log(300, 300, 200, 300, longest=10_000)))
    assert round(log.usual_m, -3) == 30_000


def test_weeks_before_the_first_run_are_left_out():
    log = Log(snapshot(runners.log(200, 220, longest=8000)))
    assert len(log.weeks_m) == 2
    assert round(log.usual_m, -3) == 21_000


def test_the_usual_morning_is_the_median_without_the_last_two():
    mornings = tuple(Checkin(MONDAY - days(n), p, 0) for n, p in enumerate((9, 9, 2, 2, 1)))
    assert Log(snapshot(checkins=mornings)).baseline == 2
    assert Log(snapshot(checkins=mornings[:2])).baseline == 0
    assert Log(snapshot(checkins=mornings, morning_baseline=3)).baseline == 3


def test_a_break_begins_on_the_fourth_day_without_a_run():
    assert Log(snapshot([run(3, 5000)])).breaks == ()
    assert Log(snapshot([run(4, 5000)])).breaks[0].days == 4


def test_a_break_ends_with_the_first_run_back():
    pause = Log(snapshot([run(20, 5000), run(10, 5000), run(1, 4000)])).breaks[-1]
    assert pause.days == 9
    assert pause.resumed == MONDAY - timedelta(days=1)


def test_monotony_is_the_mean_over_the_spread_of_seven_days():
    log = Log(snapshot([run(1, 10_000), run(3, 10_000), run(6, 10_000)]))
    assert log.monotony == 0.87


def test_the_pace_is_the_median_of_easy_runs():
    runs = [run(2, 5000, pace=400), run(4, 5000, pace=360), run(6, 5000, pace=380)]
    assert Log(snapshot([*runs, run(8, 5000, pace=200, rpe=9)])).pace == 380


def test_one_silent_run_on_the_last_day_leaves_the_pain_unknown():
    told, silent = run(1, 9000), run(1, 3000, pain=None)
    for runs in ([told, silent], [silent, told]):
        assert not Log(snapshot(runs)).last_pain_known
    assert Log(snapshot([told])).last_pain_known
