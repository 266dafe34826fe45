"""What the player writes down, and what pain does at once."""

from datetime import timedelta

import pytest

from apps.accounts.models import BridgeTest, Injury
from apps.routines import services
from apps.routines.models import GuidedSession, LoggedSession, SetDone
from apps.routines.services import Hurt, NoSuchStepError
from tests.routines.conftest import HOLD, days_ago, log_of, started


def play(session, *steps, **amount):
    for step in steps:
        services.save_set(session=session, step=step, **amount)


def finish(session, **told):
    services.finish_session(session=session, **{"effort": None, "pain": None, **told})


def test_a_set_is_kept_with_its_planned_amount(session):
    play(session, "0.1.left")
    row = SetDone.objects.get()
    assert (row.slug, row.side, row.reps, row.seconds) == ("single-leg-bridge", "left", 8, None)


def test_the_same_set_sent_again_is_one_row(session):
    play(session, "0.1.left", reps=7)
    play(session, "0.1.left", reps=6)
    assert SetDone.objects.get().reps == 6


def test_a_set_that_is_not_in_the_session_is_refused(session):
    with pytest.raises(NoSuchStepError):
        play(session, "0.9.left")


def test_a_finished_session_stands_in_the_log_with_the_coachs_names(session, alice):
    play(session, "0.1.left", "0.1.right", "0.2.left", "0.2.right", "1.1.both")
    finish(session, effort=6, pain=1)
    entry = log_of(alice)
    assert entry.exercises == [
        {"slug": "single-leg-bridge", "sets": 2, "reps": 8, "hold_s": None, "effort": 6},
        {"slug": "long-lever-bridge-hold", "sets": 1, "reps": None, "hold_s": 30, "effort": 6},
    ]
    assert (entry.completed, entry.pain) == (1.0, 1)


def test_one_exercise_may_have_been_harder_than_the_whole(session, alice):
    play(session, "0.1.left", "1.1.both")
    finish(session, effort=5, efforts={"single-leg-bridge": 9})
    assert [one["effort"] for one in log_of(alice).exercises] == [9, 5]


def test_what_was_left_out_is_not_done(session, alice):
    play(session, "0.1.left", "0.1.right")
    services.skip_exercise(session=session, position=1)
    finish(session)
    assert log_of(alice).completed == 0.4
    assert [one["slug"] for one in log_of(alice).exercises] == ["single-leg-bridge"]


def test_a_session_that_ended_twice_is_logged_once(session, alice):
    play(session, "1.1.both")
    finish(session)
    finish(GuidedSession.objects.get())
    assert LoggedSession.objects.count() == 1


def test_a_set_that_comes_late_counts_too(session, alice):
    play(session, "0.1.left")
    finish(session)
    play(GuidedSession.objects.get(), "0.1.right")
    assert log_of(alice).completed == 0.4


@pytest.mark.parametrize(
    "hurt",
    [Hurt(0, 6), Hurt(0, 1, sudden=True), Hurt(0, 0, limp=True)],
    ids=["above five", "sudden", "limp"],
)
def test_the_stop_rule_ends_the_session(session, alice, hurt):
    assert services.report_pain(session=session, hurt=hurt) == "stop"
    session.refresh_from_db()
    assert session.state == "stopped"
    assert log_of(alice).sudden == (hurt.sudden or hurt.limp)


def test_above_the_ceiling_the_log_hears_at_once_and_the_session_goes_on(session, alice):
    play(session, "0.1.left")
    assert services.report_pain(session=session, hurt=Hurt(0, 4)) == "easier"
    assert log_of(alice).pain == 4
    assert GuidedSession.objects.get().state == "open"


def test_after_a_strain_the_ceiling_is_one_higher(alice):
    day = days_ago(alice, 40)
    Injury.objects.create(runner=alice, kind="strain", side="left", date=day, status="returning")
    session = started(alice, HOLD | {"slug": "hip-thrust"})
    assert services.report_pain(session=session, hurt=Hurt(0, 4)) == "watch"


def test_little_pain_is_noted_and_counts_at_the_end(session, alice):
    assert services.report_pain(session=session, hurt=Hurt(0, 2, "left")) == "watch"
    assert not LoggedSession.objects.exists()
    play(session, "1.1.both")
    finish(session, pain=0)
    assert log_of(alice).pain == 2


def test_a_swap_stays_on_the_rung_and_takes_what_is_at_hand(alice):
    alice.profile.equipment = ["mat", "bench"]
    alice.profile.save()
    session = started(alice)
    services.swap_exercise(session=session, position=0, slug="hip-thrust")
    assert GuidedSession.objects.get().doses[0]["slug"] == "hip-thrust"


def test_what_was_done_before_a_swap_stays_when_the_list_is_saved(alice):
    alice.profile.equipment = ["mat", "bench"]
    alice.profile.save()
    session = started(alice)
    play(session, "0.1.left")
    services.swap_exercise(session=session, position=0, slug="hip-thrust")
    services.save_list(session=session, sets={"1.1.both": {"seconds": 30}})
    assert sorted(SetDone.objects.values_list("step", flat=True)) == ["0.1.left", "1.1.both"]


@pytest.mark.parametrize("slug", ["nordic-lowering", "hip-thrust", "juggling"])
def test_nothing_heavier_foreign_or_out_of_reach_is_swapped_in(session, slug):
    with pytest.raises(NoSuchStepError):
        services.swap_exercise(session=session, position=0, slug=slug)


def test_a_sore_tendon_bears_no_stretch_as_a_swap(alice):
    alice.profile.equipment = ["mat", "strap"]
    alice.profile.save()
    Injury.objects.create(
        runner=alice, kind="tendon", side="left", date=days_ago(alice, 20), status="returning"
    )
    stretch = HOLD | {"slug": "half-kneeling-hip-flexor-stretch", "side": "each"}
    session = started(alice, stretch, kind="stretch")
    with pytest.raises(NoSuchStepError):
        services.swap_exercise(session=session, position=0, slug="strap-hamstring-stretch-lying")


def test_starting_again_goes_on_with_the_same(session, alice):
    play(session, "0.1.left")
    again = started(alice)
    assert again.pk == session.pk
    assert again.sets.count() == 1


def test_what_nobody_ended_is_written_down_at_night(session, alice):
    play(session, "0.1.left", "0.1.right")
    services.close_left_over(runner=alice, today=session.date + timedelta(days=1))
    assert log_of(alice).completed == 0.4
    assert GuidedSession.objects.get().state == "finished"


def test_a_session_of_today_is_not_closed_at_night(session, alice):
    services.close_left_over(runner=alice, today=session.date)
    assert GuidedSession.objects.get().state == "open"


def test_the_bridge_test_is_kept_with_its_day(alice):
    session = services.start_test(runner=alice)
    play(session, "0.1.left", reps=24)
    play(session, "0.1.right", reps=19)
    finish(session)
    test = BridgeTest.objects.get()
    assert (test.left, test.right, test.date) == (24, 19, session.date)
    alice.profile.refresh_from_db()
    assert (alice.profile.bridge_left, alice.profile.bridge_right) == (24, 19)


def test_half_a_test_is_no_test(alice):
    session = services.start_test(runner=alice)
    play(session, "0.1.left", reps=24)
    finish(session)
    assert not BridgeTest.objects.exists()


def test_a_test_ends_at_any_pain_and_the_log_hears_of_it(alice):
    session = services.start_test(runner=alice)
    assert services.report_pain(session=session, hurt=Hurt(0, 1)) == "stop"
    assert log_of(alice).pain == 1


def test_a_test_without_pain_is_no_training(alice):
    session = services.start_test(runner=alice)
    play(session, "0.1.left", "0.1.right", reps=20)
    finish(session)
    assert not LoggedSession.objects.exists()
