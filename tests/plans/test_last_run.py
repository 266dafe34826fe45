"""A last run of which nobody said how it felt: it is asked for, and what else is said stays."""

from datetime import timedelta

from apps.runlog.models import CheckIn
from tests.plans.conftest import MONDAY, TUESDAY, first_item, log_run, planned
from tests.plans.layering import lay
from tests.plans.reading import read, text_of


def test_the_question_of_the_last_run_hides_no_other_caution_of_its_rule(history, alices):
    log_run(history, MONDAY, pain_during=None, pain_after=None)
    plan, day = planned(history), MONDAY + timedelta(days=2)
    hard = {"type": "tempo", "distance_m": 6000}
    lay(plan, "pin", day, fixed={"date": day.isoformat(), "kind": "run", "run": hard})
    alerts = plan.revisions.get(number=plan.revision).document["alerts"]
    cautions = [alert for alert in alerts if alert["level"] == "caution"]
    assert [alert["rule"] for alert in cautions] == ["S17", "S17"]
    shown = [text_of(one) for one in read(alices).xpath('//p[@data-alert="caution"]')]
    assert len(shown) == 1
    assert "does not stand" in shown[0]


def test_a_check_of_this_morning_does_not_close_the_question_of_an_earlier_run(alice, alices):
    run = log_run(alice, MONDAY - timedelta(days=1), pain_during=None, pain_after=None)
    CheckIn.objects.create(runner=alice, date=TUESDAY, pain=0, tightness=0)
    question = first_item(planned(alice), "checkin", TUESDAY)
    today, week = read(alices), read(alices, "/week/")
    assert "the week does not grow" in text_of(today.get_element_by_id(f"item-{question}"))
    for page in (today, week):
        assert text_of(page).count("the week does not grow") == 1
        asked = page.get_element_by_id(f"item-{question}")
        assert asked.xpath('.//a[@href="/runs/untold/"]')
    assert alices.get("/runs/untold/")["Location"] == f"/runs/{run.pk}/edit/"
