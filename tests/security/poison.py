"""Script in every field that holds words: of one account with a row of everything."""

from typing import Any, Final
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.mine.owned import owned_models
from apps.pages.services import make_share_link
from apps.plans.services import set_limit
from apps.reminders.models import Mailbox

SCRIPT: Final = "\"'></p><svg onload=pwn()><script>pwn()</script>"
"""Runs wherever it is not escaped: in text, in an attribute, in either kind of quotes."""
ADDRESS: Final = '"<svg/onload=pwn()>"@example.org'
STRUCTURE: Final = {
    "after_batch",
    "browser",
    "coach_version",
    "digest",
    "full_hash",
    "busy_hash",
    "item",
    "ip",
    "key",
    "kind",
    "long_run_day",
    "message_id",
    "origin",
    "password",
    "session_key",
    "sha256",
    "side",
    "slot",
    "slug",
    "snapshot_hash",
    "step",
    "time_zone",
    "token_hash",
    "unit",
    "zone",
}
"""Columns that hold names of ours; nothing that a runner or a file says goes into them."""
WORDS = (models.CharField, models.TextField)


def free_columns(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, (*WORDS, models.JSONField))
        and not isinstance(field, models.FileField)
        and not field.choices
        and field.name not in STRUCTURE
    ]


def fill(runner: User) -> str:
    """The rows that a year of running does not make; answers the path of a link to share."""
    now = clock.now()
    batch = runner.imports.create(
        state="ready", sources=[{"name": "a run", "stored": ""}], total=2, reason="a word"
    )
    for entry, outcome in enumerate(["new", "unreadable", "duplicate"]):
        batch.items.create(
            entry=entry,
            name="a name",
            title="a title",
            outcome=outcome,
            reason="some words",
            date="2026-11-03",
            distance_m=5000,
            duration_s=1800,
        )
    run = runner.runs.latest("date")
    runner.run_files.create(run=run, name="x", sha256="0", outcome="imported", original="a.fit")
    runner.run_files.create(name="x", sha256="0", outcome="unreadable", reason="why not")
    doses = [{"slug": "two-leg-bridge", "sets": 2, "reps": 8}]
    runner.routines.create(name="mine", exercises=doses)
    day = clock.local_today("Europe/Berlin")
    runner.guided_sessions.create(
        origin="poison", purpose="own", date=day, kind="strength", title="a title", doses=doses
    )
    trip = {"minutes": None, "things": ["a word"]}
    runner.plans.latest("week_start").layers.create(
        kind="trip", first=day, last=day, payload=trip, idem=uuid4()
    )
    Authenticator.objects.create(
        user=runner, type="webauthn", data={"name": "a name", "credential": {}}
    )
    UserSession.objects.create(user=runner, session_key="none", ip="192.0.2.7", user_agent="x")
    runner.reminders.create(
        kind="morning", local_date=day, slot="x", due_at=now, next_at=now, state="unknown"
    )
    runner.exports.create(state="failed")
    told = {"refused_address": ADDRESS, "refused_words": "no such user", "refused_at": now}
    Mailbox.objects.update_or_create(runner=runner, defaults=told)
    origin = uuid4()
    set_limit(runner=runner, origin=origin, by="x", kind="runs", value=3, until=day)
    _, token = make_share_link(
        runner=runner, name="x", runner_name="y", days=7, may_limit=True, idem=uuid4()
    )
    return f"/share/{token}/"


def poison(runner: User) -> set[str]:
    """Write the script into every such column of every row; answers the models that have rows."""
    found = set()
    for owned in owned_models():
        columns = free_columns(owned.model)
        for row in owned.rows(runner) if columns else []:
            _poison_row(row, columns)
            found.add(owned.label)
    _poison_row(runner, ["email"])
    return found


def _poison_row(row: models.Model, columns: list[str]) -> None:
    told = {}
    for name in columns:
        field = row._meta.get_field(name)
        if isinstance(field, models.JSONField):
            told[name] = in_json(getattr(row, name))
        elif isinstance(field, models.EmailField):
            told[name] = ADDRESS
        else:
            told[name] = SCRIPT[: getattr(field, "max_length", None)]
    type(row)._base_manager.filter(pk=row.pk).update(**told)


def in_json(value: Any) -> Any:
    """Every text with a space in it is words; the others are names of ours."""
    if isinstance(value, dict):
        return {key: in_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [in_json(one) for one in value]
    return SCRIPT if isinstance(value, str) and " " in value else value
