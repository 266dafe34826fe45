"""Runners who save runs on whichever machine answers, and what must be so when it is quiet."""

from collections import Counter
from pathlib import Path
from uuid import uuid4

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.reminders.models import Reminder
from apps.runlog.models import Run
from tests.watch.web import ask


def save_a_run(port: int, runner: User, number: int, session: str = "") -> str:
    """As the page does it; where it leads, or the status of any other answer."""
    day = clock.local_today(runner.profile.time_zone)
    form = {"date": day, "distance": 5, "duration": f"{30 + number}:00", "rpe": 4}
    who = None if session else runner
    status, _, headers = ask(port, "/runs/new/", form | {"idem": uuid4()}, who=who, session=session)
    return headers.get("Location", "") if status == 302 else str(status)


def assert_each_run_is_there_once(runners: list[User], each: int) -> None:
    assert {runner.email: runner.runs.count() for runner in runners} == {
        runner.email: each for runner in runners
    }
    assert Run.objects.count() == each * len(runners)


def assert_each_plan_is_there_once() -> None:
    """Every job ended, none was given up, and a plan's revisions are numbered without a gap."""
    assert set(PlanJob.objects.values_list("state", flat=True)) <= {"done"}
    for plan in Plan.objects.prefetch_related("revisions"):
        numbers = sorted(one.number for one in plan.revisions.all())
        assert numbers == list(range(1, plan.revision + 1))
    jobs = Counter(PlanRevision.objects.values_list("job", flat=True))
    assert set(jobs.values()) <= {1}


def assert_each_mail_went_out_once(folder: Path, most: int) -> None:
    """By the files that stand for mails, and by the ledger."""
    texts = [path.read_text() for path in folder.rglob("*.eml")]
    names = Counter(line for text in texts for line in text.splitlines() if "Message-ID" in line)
    assert set(names.values()) <= {1}
    ended = Counter(Reminder.objects.filter(due_at__lte=clock.now()).values_list("kind", "state"))
    assert ended["morning", "sent"] == most
    assert sum(count for (_, state), count in ended.items() if state == "sent") == len(texts)
