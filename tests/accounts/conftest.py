"""Someone who has just signed up, and what a person types on the three screens."""

from pathlib import Path

import pytest
from django.test import Client

from apps.accounts.models import User
from tests.conftest import ClientOf

SIGN_UP = {
    "email": "carol@example.org",
    "password1": "a-slow-jog-by-the-river",
    "password2": "a-slow-jog-by-the-river",
}
YOU = {
    "version": "1",
    "consent": "on",
    "birth_year": "1985",
    "experience": "regular",
    "bmi_over_30": "",
    "units": "mi",
    "time_zone": "Europe/Rome",
    "first_weekday": "6",
}
WEEK = {
    "version": "2",
    "mon": "45",
    "tue": "0",
    "wed": "45",
    "thu": "45",
    "fri": "30",
    "sat": "60",
    "sun": "120",
    "run_days": ["wed", "sun"],
    "long_run_day": "sun",
    "runs_per_week": "2",
    "target_weekly": "12,5",
    "goal_kind": "race",
    "race_date": "2040-04-11",
    "race_distance": "13.1",
    "equipment": ["mat", "chair"],
    "wants_stretch": "on",
}
NO_STRAINS = {
    "strain-TOTAL_FORMS": "2",
    "strain-INITIAL_FORMS": "0",
    "strain-0-status": "returned",
    "strain-1-status": "returned",
}
HAMSTRINGS = {
    "version": "3",
    "pain": "2",
    "tightness": "4",
    "side": "left",
    "sitting_pain": "1",
    "bridge_left": "22",
    "bridge_right": "28",
    **NO_STRAINS,
}
STRAIN = {
    "strain-0-kind": "strain",
    "strain-0-side": "left",
    "strain-0-date": "2025-08-20",
    "strain-0-onset": "sudden",
    "strain-0-status": "returned",
    "strain-0-returned_on": "2025-10-05",
}


@pytest.fixture
def carol(db: None) -> User:
    """Has signed up and filled nothing yet."""
    return User.objects.create_user("carol@example.org", SIGN_UP["password1"])


@pytest.fixture
def carols(carol: User, client_of: ClientOf) -> Client:
    return client_of(carol)


@pytest.fixture
def mails(tmp_path, settings):
    """The mail folder, read on demand: what a laptop has instead of a mail server."""
    settings.EMAIL_BACKEND = "apps.lib.mailfile.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return lambda: [path.read_text() for path in sorted(Path(tmp_path).glob("mail/*.eml"))]
