"""Trends: the log of weeks, drawn and told; the table says what the chart shows."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import BridgeTest, Profile, User
from apps.coach.log import Log
from apps.pages.trends import trends_of
from apps.pages.trends.figures import Figures
from apps.pages.trends.kept import kept_weeks
from apps.pages.trends.log import first_days, read
from apps.pages.trends.span import span_of
from apps.plans.models import ItemMark, Plan, PlanJob, PlanRevision
from apps.plans.snapshot import take
from apps.routines.models import LoggedSession
from apps.runlog.models import CheckIn, Run
from tests.coach.test_claims import against
from tests.conftest import ClientOf

TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 23)
LAST_MONDAY = MONDAY - timedelta(days=7)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(datetime(2026, 11, 24, 6, tzinfo=UTC), tick=False):
        yield


def log_runs(runner: User, days, metres: int = 6000, **more) -> None:
    Run.objects.bulk_create(
        Run(runner=runner, date=TODAY - d * DAY, distance_m=metres, duration_s=metres // 3, **more)
        for d in days
    )


def tell_morning(runner: User, ago: int, pain: int = 0, tightness: int = 0, side: str = "") -> None:
    CheckIn.objects.create(
        runner=runner, date=TODAY - ago * DAY, pain=pain, tightness=tightness, side=side
    )


def train(runner: User, ago: int, slug: str, reps: int | None = None, hold: int | None = None):
    done = {"slug": slug, "sets": 2, "reps": reps, "hold_s": hold, "effort": None}
    kind = "stretch" if hold else "strength"
    LoggedSession.objects.create(runner=runner, date=TODAY - ago * DAY, kind=kind, exercises=[done])


def plan_week(runner: User, start: date, days, run_m: int = 30_000, cap: int | None = 39_000):
    """A week in force whose days hold items of these kinds."""
    plan = Plan.objects.create(runner=runner, week_start=start, revision=1)
    job = PlanJob.objects.create(plan=plan, because="eve", state="done")
    document = {
        "totals": {"run_m": run_m},
        "signals": {"week_cap_m": cap},
        "days": [
            {"date": f"{start + n * DAY}", "items": [{"id": f"{start}-{n}-{k}", "kind": k}]}
            for n, k in enumerate(days)
        ],
    }
    PlanRevision.objects.create(plan=plan, job=job, number=1, because="eve", document=document)


def figures(runner: User, key: str = "12w") -> Figures:
    first, first_run = first_days(runner)
    span = span_of(key, TODAY, runner.profile.first_weekday, first)
    return Figures(read(runner, span, first_run), span)


def chart(runner: User, name: str, key: str = "12w"):
    charts = (one for _, group in trends_of(runner, key).groups for one in group)
    return next(one for one in charts if one.id == name)


def page(client: Client, key: str = "12w") -> str:
    answer = client.get("/trends/", {"range": key})
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(html: str, name: str, column: int) -> list[float]:
    """A column of a chart's table, oldest first; nothing known is nothing."""
    part = html.split(f'id="{name}"', 1)[1].split("</table>", 1)[0]
    rows = [re.findall(r'<td class="figure">([^<]*)', row) for row in part.split("<tr>")[2:]]
    cells = [row[column].replace(",", "") for row in rows]
    return [0.0 if cell == "–" else float(cell) for cell in cells][::-1]


def heights(html: str, name: str, part: str) -> list[float]:
    svg = html.split(f'aria-labelledby="{name}-name', 1)[1].split("</svg>", 1)[0]
    return [float(h) for h in re.findall(rf'<rect data-part="{part}"[^>]* height="([\d.]+)%"', svg)]


@pytest.fixture
def alices(client_of: ClientOf, alice: User) -> Client:
    return client_of(alice)


def test_a_long_log_asks_no_more_of_the_database_than_a_short_one(alice, alices):
    asked = []
    for size, days in ((100, range(100)), (1000, range(100, 1000)), (10_000, range(1000, 10_000))):
        log_runs(alice, days, rpe=4)
        assert alice.runs.count() == size
        for key in ("12w", "all"):
            with CaptureQueriesContext(connection) as queries:
                page(alices, key)
            asked.append(len(queries))
    assert max(asked) == min(asked) <= 11


@pytest.mark.parametrize(
    ("name", "part", "column"),
    [("distance", "run", 0), ("load", "load", 0), ("distance", "planned", 1)],
)
def test_a_table_holds_the_numbers_that_its_chart_draws(alice, alices, name, part, column):
    for week in range(12):
        log_runs(alice, [7 * week + 1], metres=4000 + 1000 * week, rpe=5)
        plan_week(alice, MONDAY - week * 7 * DAY, ["run"], run_m=9000 + 500 * week)
    html = page(alices)
    told, drawn = numbers(html, name, column), heights(html, name, part)
    assert len(told) == len(drawn) == 12
    assert [h / v for h, v in zip(drawn, told, strict=True)] == pytest.approx(
        [drawn[0] / told[0]] * 12, rel=0.01
    )


def test_every_chart_has_a_name_a_sentence_and_a_table(alice, alices):
    log_runs(alice, range(1, 80, 2), rpe=8)
    html = page(alices)
    shown = html.count('<svg class="chart" role="img"')
    assert shown >= 6
    assert html.count("<title id=") == html.count("<desc id=") == html.count("<table") == shown


def test_load_monotony_and_fast_running_are_what_the_coach_counts(alice):
    log_runs(alice, [1, 3], rpe=6)
    log_runs(alice, [4], kind="intervals")
    log_runs(alice, [6], fast_s=90)
    train(alice, 2, "nordic-lowering", reps=4)
    seen, plan = figures(alice), Plan.objects.create(runner=alice, week_start=MONDAY)
    log = Log(take(plan, alice.profile, TODAY).snapshot)
    assert seen.weekly_load[LAST_MONDAY] == pytest.approx(log.load(LAST_MONDAY, 7))
    assert seen.weekly_fast_min[LAST_MONDAY] == pytest.approx(log.fast_s(LAST_MONDAY, 7) / 60)
    assert seen.monotony_now == pytest.approx(log.monotony, abs=0.005)
    assert seen.longest_before(TODAY) == log.longest_m(TODAY)


def test_the_ratio_waits_four_weeks_and_is_called_a_trend(alice):
    log_runs(alice, [1, 5, 20], rpe=4)
    assert chart(alice, "ratio").drawing is None
    log_runs(alice, [30], rpe=4)
    shown = chart(alice, "ratio")
    assert shown.drawing
    assert "trend, not a safety limit" in shown.title
    assert not [one for one in shown.drawing.lines if one.part in ("cap", "level")]


def test_lowering_is_counted_for_one_leg_and_stretching_for_both(alice):
    train(alice, 3, "nordic-lowering", reps=4)
    train(alice, 3, "two-leg-bridge", reps=12)
    train(alice, 3, "strap-hamstring-stretch-lying", hold=30)
    seen = figures(alice)
    assert seen.weekly_lowering[LAST_MONDAY] == 8
    assert seen.weekly_stretch_min[LAST_MONDAY] == 2


def test_a_morning_that_names_a_leg_does_not_burden_the_other(alice):
    tell_morning(alice, 3, pain=4, side="left")
    tell_morning(alice, 2, pain=2, side="both")
    seen = figures(alice)
    assert seen.mornings("left", "pain")[-2:] == (3, None)
    assert seen.mornings("right", "pain")[-2:] == (1, None)


def test_a_jump_above_the_month_before_is_counted_and_told(alice):
    log_runs(alice, range(20, 60, 5), metres=8000)
    log_runs(alice, [3], metres=9500)
    assert "One run of this time went further" in chart(alice, "longest").told


def test_a_week_of_rest_that_was_kept_is_kept(alice):
    plan_week(alice, LAST_MONDAY, ["rest"] * 7)
    (week,) = kept_weeks(figures(alice).log, figures(alice).span)
    assert (week.planned, week.kept, week.is_kept) == (7, 7, True)


def test_what_was_left_out_sore_does_not_count_against_the_week(alice):
    plan_week(alice, LAST_MONDAY, ["run", "rest", "run", "rest", "strength", "rest", "run"])
    log_runs(alice, [8, 6])
    for number, (kind, reason) in {4: ("strength", "sore"), 6: ("run", "time")}.items():
        item, day = f"{LAST_MONDAY}-{number}-{kind}", LAST_MONDAY + number * DAY
        told = {"date": day, "kind": kind, "state": "skipped", "reason": reason}
        ItemMark.objects.create(runner=alice, item=item, **told)
    (week,) = kept_weeks(figures(alice).log, figures(alice).span)
    assert (week.planned, week.kept, week.is_kept) == (6, 5, True)


def test_training_on_a_rest_day_is_not_rest(alice):
    plan_week(alice, LAST_MONDAY, ["rest"] * 7)
    log_runs(alice, [8, 6, 4])
    (week,) = kept_weeks(figures(alice).log, figures(alice).span)
    assert (week.kept, week.is_kept) == (4, False)


def tell_sore_mornings(runner: User, count: int) -> None:
    log_runs(runner, range(2, 62, 4), rpe=8)
    for n in range(60):
        tell_morning(runner, n + 1, pain=5 if n % 4 == 0 and n // 4 < count else 0)


def test_sore_mornings_are_told_with_their_count_and_those_of_all(alice, alices):
    tell_sore_mornings(alice, 7)
    html = page(alices)
    assert "Of 7 mornings at 4 or more, 7 came after days with fast running" in html
    assert "of all 60 mornings you told, 15 did" in html
    assert "A count, not a cause" in html


def test_of_few_sore_mornings_nothing_is_told(alice, alices):
    tell_sore_mornings(alice, 5)
    assert "Before sore mornings" not in page(alices)


def test_who_has_logged_nothing_is_led_to_the_log(alices):
    html = page(alices)
    assert "Nothing to draw yet" in html
    assert 'href="/runs/import/"' in html
    assert '<svg class="chart"' not in html


def test_runs_without_mornings_leave_an_invitation(alice, alices):
    log_runs(alice, [1, 3])
    html = page(alices)
    assert "Check in now" in html
    assert 'aria-labelledby="distance-name' in html


def test_the_bridge_tests_stand_side_by_side(alice):
    for ago, left, right in ((60, 18, 24), (5, 22, 25)):
        BridgeTest.objects.create(runner=alice, date=TODAY - ago * DAY, left=left, right=right)
    told = chart(alice, "tests")
    assert "22 left, 25 right, 12\u00a0% apart" in told.told
    assert told.rows[0] == ("19 Nov 2026", ("22", "25"))


def test_a_year_of_another_first_weekday_ends_with_this_week(bob):
    span = span_of("year", TODAY, Profile.FirstDay.SUNDAY, None)
    assert len(span.stretches) == 52
    assert span.this_week == date(2026, 11, 22)


@pytest.mark.parametrize(("years", "each"), [(0.5, 1), (3, 4), (9, 13), (40, 52)])
def test_all_there_is_fits_into_stretches_that_can_be_told_apart(years, each):
    span = span_of("all", TODAY, 0, TODAY - timedelta(days=round(365 * years)))
    assert span.weeks_each == each
    assert len(span.stretches) <= 60


def test_miles_are_told_in_miles(bob):
    log_runs(bob, [8], metres=16_093)
    assert chart(bob, "distance").rows[1][1][0] == "10"


def test_a_stranger_sees_only_her_own_weeks(alice, bob, client_of):
    log_runs(alice, [1, 8])
    assert "Nothing to draw yet" in page(client_of(bob))


def test_nothing_that_trends_say_claims_too_much(alice):
    tell_sore_mornings(alice, 7)
    train(alice, 3, "nordic-lowering", reps=4)
    train(alice, 3, "strap-hamstring-stretch-lying", hold=30)
    plan_week(alice, LAST_MONDAY, ["run"] * 7)
    charts = [one for _, group in trends_of(alice, "12w").groups for one in group]
    told = [text for one in charts for text in (one.title, one.told, one.note)]
    assert {text: against(text) for text in told if against(text)} == {}


def test_a_range_that_is_none_shows_the_usual_one(alice, alices):
    log_runs(alice, [1])
    assert 'href="?range=12w" aria-current="page"' in page(alices, "nine")


def test_each_chart_leads_to_the_rule_behind_it(alice, alices):
    log_runs(alice, [1, 8], rpe=8)
    html = page(alices)
    for rule in ("S6", "S7", "P18", "P26"):
        assert f'href="/learn/rules/#{rule}"' in html
