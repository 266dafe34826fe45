"""What the log says, and what it must never say."""

import logging
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.utils.module_loading import import_string

from apps.accounts.models import User
from apps.lib.logs import Belonging, discreet_traceback, without_secrets
from apps.plans.models import PlanJob
from tests.conftest import PASSWORD
from tests.processes import StartWorker, web
from tests.waiting import until
from tests.watch.web import ask, lines_of

MARKER = "zq7marker7qz"
RUN = {"date": "2026-03-03", "distance": "9,5", "duration": "1h02", "rpe": "4", "pain_during": "7"}
CHECK = {"date": "2026-03-03", "pain": "6", "tightness": "7", "side": "left", "sitting_pain": "5"}


@pytest.mark.worker
def test_no_log_holds_what_a_runner_wrote_and_every_line_says_where_it_belongs(
    start_worker: StartWorker, alice: User, tmp_path: Path
):
    worker = start_worker(LOG_FORMAT="JSON")
    with web(tmp_path / "web.log", {"LOG_FORMAT": "JSON"}) as site:
        port = site.port
        assert ask(port, "/runs/new/", RUN | {"notes": MARKER}, who=alice)[0] == 302
        assert ask(port, "/runs/new/", RUN | {"distance": MARKER}, who=alice)[0] == 422
        assert ask(port, "/checkin/", CHECK | {"red_flags": "pop"}, who=alice)[0] == 302
        assert ask(port, f"/share/{MARKER}/")[0] == 404
        assert ask(port, f"/calendar/{MARKER}.ics")[0] == 404
        assert ask(port, "/", Host=f"{MARKER}.example")[0] == 400
        assert ask(port, "/", X_Request_ID=MARKER)[0] == 200
        wrong = {"login": alice.email, "password": MARKER}
        assert ask(port, "/accounts/login/", wrong)[0] == 422
        told = ask(port, "/today/", who=alice)[2]["X-Request-ID"]
        assert until(lambda: not PlanJob.objects.filter(state="queued"))
        assert until(lambda: "succeeded" in worker.log())
    for text in (site.server.log(), worker.log()):
        assert MARKER not in text
        assert alice.email not in text
        assert PASSWORD not in text
    assert "DisallowedHost" not in site.server.log()
    ours = [one for one in lines_of(site.server.log()) if one["name"] == "hamstride.web"]
    assert told in {one["request"] for one in ours}
    assert {one["message"].rsplit(" ", 2)[0] for one in ours} >= {
        "POST run_new 302",
        "POST run_new 422",
        "GET share 404",
    }
    jobs = [one for one in worker_lines(worker.log()) if one["job"].startswith("plans.tasks")]
    assert jobs
    assert {one["request"] for one in jobs} & {one["request"] for one in ours}


def worker_lines(log: str):
    """Celery greets with a banner before it speaks JSON."""
    return lines_of("\n".join(line for line in log.splitlines() if line.startswith("{")))


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL, which quotes values")
def test_what_a_database_quotes_of_a_row_is_left_out(alice: User):
    with pytest.raises(IntegrityError) as end:
        User.objects.create(email=alice.email)
    assert alice.email in str(end.value)
    told = logged("a row could not be stored", end.value)
    assert alice.email not in told
    assert "IntegrityError: duplicate key value violates" in told


def logged(message: str, error: BaseException, formatter: str = "LINE") -> str:
    """The line that a handler would write."""
    made = dict(settings.LOGGING["formatters"][formatter])
    record = logging.makeLogRecord(
        {"msg": message, "exc_info": (type(error), error, error.__traceback__), "name": "x"}
    )
    Belonging().filter(record)
    return str(import_string(made["()"])(made["format"]).format(record))


@pytest.mark.parametrize("formatter", ["LINE", "JSON"])
def test_an_error_with_a_runners_word_is_told_without_it(formatter: str):
    try:
        try:
            int(f"{MARKER} hurts")
        except ValueError as error:
            raise KeyError(MARKER) from error
    except KeyError as error:
        told = logged(f"it stumbled over {error}", error, formatter)
    assert MARKER not in told
    assert "ValueError: (left out)" in told
    assert "int(f" in told  # the line of our code stays


def test_an_error_of_the_code_keeps_its_words():
    try:
        None.nothing  # type: ignore[attr-defined]  # noqa: B018  # on purpose
    except AttributeError:
        told = discreet_traceback("AttributeError: no attribute 'nothing'", sys.exc_info())
    assert "nothing" in told


@pytest.mark.parametrize(
    "text",
    [
        "no mail for alice.x+run@mail.example.org: 550",
        "GET /share/s3cretw0rd/ 200",
        "GET /m/s3cretw0rd/done/ 200",
        "GET /accounts/password/reset/key/s3cretw0rd/",
        "GET /calendar/s3cretw0rd.ics",
        "refused:\nDETAIL:  Key (notes)=(s3cretw0rd) already exists.",
    ],
)
def test_addresses_and_links_that_open_something_are_left_out(text: str):
    told = without_secrets(text)
    assert "s3cretw0rd" not in told
    assert "alice" not in told
    assert told.split()[0] == text.split()[0]
