"""The only writers of profiles and injuries. News of a change goes out inside the transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F, QuerySet

from apps.accounts.consent import VERSION
from apps.accounts.models import BridgeTest, Consent, Injury, Profile, User
from apps.accounts.queries import open_strains, open_tendons
from apps.accounts.signals import onboarding_finished, profile_changed
from apps.lib import clock
from apps.lib.conflict import Conflict

LAST_STEP = 3
OWN = ("kind", "date", "status")
"""What a stage depends on."""


def profile_of(user: User) -> Profile:
    """The user's profile; an empty one is made where none was, as for `createsuperuser`."""
    try:
        return user.profile
    except Profile.DoesNotExist:
        return Profile.objects.get_or_create(user=user)[0]


@transaction.atomic
def save_profile(*, runner: User, version: int, columns: Mapping[str, Any]) -> None:
    """Write these columns of the profile and raise its version.

    Raises Conflict where the profile is no longer at `version`. Whoever plans or reminds hears of
    the change once the three screens are done, not before.
    """
    _write(runner, version, columns)
    if runner.profile.is_started:
        _tell(runner)


@transaction.atomic
def finish_onboarding(
    *,
    runner: User,
    version: int,
    columns: Mapping[str, Any],
    injuries: Iterable[Mapping[str, Any]],
    answers: Mapping[str, Any],
) -> None:
    """End the three screens: the profile is complete and the first plan can be made.

    `answers` is what `onboarding_finished` carries. Raises Conflict where the profile is no longer
    at `version`; so the screens end only once.
    """
    _write(runner, version, {**columns, "steps_done": LAST_STEP, "started_at": clock.now()})
    for injury in injuries:
        Injury.objects.create(runner=runner, **injury)
    onboarding_finished.send(sender=Profile, runner=runner, answers=dict(answers))
    _tell(runner)


@transaction.atomic
def agree(*, runner: User) -> None:
    """Write down that the runner agrees to the words of today; twice is once."""
    Consent.objects.get_or_create(runner=runner, version=VERSION, withdrawn_at=None)
    mine = Profile.objects.filter(user=runner).exclude(consent_version=VERSION, withdrawn_at=None)
    if mine.update(consent_version=VERSION, withdrawn_at=None):
        runner.profile.refresh_from_db()
        if runner.profile.is_started:
            _tell(runner)


@transaction.atomic
def withdraw_consent(*, runner: User) -> None:
    """Nothing more is made of the runner's data; what is there is erased after a while."""
    now = clock.now()
    runner.consents.filter(withdrawn_at=None).update(withdrawn_at=now)
    mine = Profile.objects.filter(user=runner, withdrawn_at=None)
    if mine.update(consent_version=0, withdrawn_at=now):
        runner.profile.refresh_from_db()
        _tell(runner)


@transaction.atomic
def add_injury(*, runner: User, idem: UUID, columns: Mapping[str, Any]) -> Injury:
    """Record an injury; the same form sent again gives the one that is there."""
    told = {**columns, **_tendon_told(runner, None, columns)}
    injury, is_new = Injury.objects.get_or_create(runner=runner, idem=idem, defaults=told)
    if is_new:
        _tell(runner)
    return injury


@transaction.atomic
def change_injury(*, injury: Injury, version: int, columns: Mapping[str, Any]) -> None:
    """Write these columns; raises Conflict where the injury is no longer at `version`.

    A stage belongs to what the injury was: with another kind, day or status the way starts anew,
    and what is said to be acute again waits for small tests that come after today.
    """
    rows = Injury.objects.filter(pk=injury.pk, version=version)
    stored = rows.select_for_update().first()
    if stored is None:
        raise Conflict
    stage = {
        **_new_stage(stored, columns),
        **columns,
        **_tendon_told(injury.runner, stored, columns),
    }
    rows.update(**stage, version=F("version") + 1)
    _tell(injury.runner)


@transaction.atomic
def keep_stage(*, runner: User, stage: int, on: date, returned: bool) -> bool:
    """Write down how far the plans have led the runner's open strains; answers whether it changed.

    All of them share one way back. Nobody is told: the plan that was just made knows it.
    """
    return _keep(open_strains(runner), stage, on, returned=returned)


@transaction.atomic
def keep_tendon_stage(*, runner: User, stage: int, on: date, returned: bool) -> bool:
    """The same for the runner's sore tendons."""
    return _keep(open_tendons(runner), stage, on, returned=returned)


def _keep(injuries: QuerySet[Injury], stage: int, on: date, *, returned: bool) -> bool:
    status = Injury.Status.RETURNED if returned else Injury.Status.RETURNING
    is_new = False
    for injury in injuries.select_for_update():
        since = max(on, injury.date)
        if (injury.status, injury.stage, injury.stage_on) == (status, stage, since):
            continue
        injury.status, injury.stage, injury.stage_on = status, stage, since
        injury.returned_on = since if returned else None
        injury.version += 1
        injury.save()
        is_new = True
    return is_new


@transaction.atomic
def remove_injury(*, injury: Injury) -> None:
    runner = injury.runner
    injury.delete()
    _tell(runner)


def _new_stage(stored: Injury, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The stage's columns where the runner has told a new beginning, nothing otherwise."""
    if all(columns.get(name, getattr(stored, name)) == getattr(stored, name) for name in OWN):
        return {}
    status = columns.get("status", stored.status)
    is_tendon = columns.get("kind", stored.kind) == Injury.Kind.TENDON
    if status == Injury.Status.ACUTE and stored.status != Injury.Status.ACUTE and not is_tendon:
        return {"stage": 0, "stage_on": clock.local_today(stored.runner.profile.time_zone)}
    return {"stage": None, "stage_on": None}


def _tendon_told(runner: User, stored: Injury | None, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The day of a tendon's stage that the runner tells anew: only what comes after it moves it."""
    is_tendon = columns.get("kind", stored.kind if stored else None) == Injury.Kind.TENDON
    stage = columns.get("stage")
    if not is_tendon or stage is None or (stored is not None and stored.stage == stage):
        return {}
    today = clock.local_today(runner.profile.time_zone)
    return {"stage_on": max(today, columns.get("date", today))}


def _write(runner: User, version: int, columns: Mapping[str, Any]) -> None:
    rows = Profile.objects.filter(user=runner, version=version)
    if not rows.update(**columns, version=F("version") + 1):
        raise Conflict
    # What this request has read is out of date now, and whoever hears the signal reads it.
    runner.profile.refresh_from_db()
    if "bridge_left" in columns:
        _keep_test(runner.profile)


def _keep_test(profile: Profile) -> None:
    """The last bridge test into the history of all of them."""
    counted = {"left": profile.bridge_left, "right": profile.bridge_right}
    if profile.bridge_date and None not in counted.values():
        BridgeTest.objects.update_or_create(
            runner_id=profile.user_id, date=profile.bridge_date, defaults=counted
        )


@transaction.atomic
def record_bridge_test(*, runner: User, left: int, right: int, date: date) -> None:
    """Write a test down as the runner's last one, whatever else of the profile has changed."""
    columns = {"bridge_left": left, "bridge_right": right, "bridge_date": date}
    profile = Profile.objects.select_for_update().get(user=runner)
    save_profile(runner=runner, version=profile.version, columns=columns)


def _tell(runner: User) -> None:
    profile_changed.send(sender=Profile, runner=runner)


@transaction.atomic
def make_demo_account(
    *,
    email: str,
    password: str,
    columns: Mapping[str, Any],
    injuries: Iterable[Mapping[str, Any]],
    tests: Iterable[Mapping[str, Any]] = (),
) -> User:
    """The demo account with this password; made with these rows if it is not there.

    Nobody is told: it has nothing to plan from before its year is filled in.
    """
    user = User.objects.filter(email=email, is_demo=True).first()
    if user is None:
        user = User.objects.create_user(email, password, is_demo=True)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        Profile.objects.create(user=user, steps_done=LAST_STEP, **columns)
        for injury in injuries:
            Injury.objects.create(runner=user, **injury)
        for test in tests:
            BridgeTest.objects.create(runner=user, **test)
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def end_device(*, device: UserSession) -> None:
    """Log out where the runner is logged in; its next request is a stranger's."""
    device.end()
