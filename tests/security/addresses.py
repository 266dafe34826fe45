"""Every address that the product answers at, and what of Alice's each would show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

OWNED = {
    "device_id": "usersessions.usersession",
    "injury_id": "accounts.injury",
    "file_id": "runlog.runfile",
    "run_id": "runlog.run",
    "batch_id": "runlog.importbatch",
    "export_id": "pages.accountexport",
    "logged_id": "routines.loggedsession",
    "routine_id": "routines.routine",
    "session_id": "routines.guidedsession",
    "link_id": "pages.sharelink",
    "limit_id": "plans.clinicianlimit",
    "layer_id": "plans.layer",
    "pk": "mfa.authenticator",
}
"""A parameter of an address that names a row: whose model it is."""
NAMED = {
    "slug": "nordic-lowering",
    "day": date(2026, 11, 23),
    "number": 1,
    "item": "2026-11-23-run",
    "token": "no-token-of-ours",
    "key": "1-nonsense",
    "uidb36": "1",
}
"""A parameter that names no row by itself: something that might be there."""
OPEN = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "calendar_feed",
    "demo_log_in",
    "design",
    "design_day",
    "design_night",
    "exercise_detail",
    "exercise_list",
    "health",
    "landing",
    "learn",
    "learn_rules",
    "mail_button",
    "mail_events",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "one_click",
    "routine_list",
    "share",
}
"""What a visitor without an account may ask for, and why it is harmless stands in its own tests."""
WITHOUT_TOKEN = {"mail_events", "one_click"}
"""A mail service and, by RFC 8058, a mail program have no cookie and so no CSRF token; the secret
and the signed link permit it."""


@dataclass(frozen=True)
class Address:
    """One pattern: its name and its parameters."""

    name: str
    parameters: tuple[str, ...]

    @property
    def names_a_row(self) -> bool:
        return any(one in OWNED for one in self.parameters)

    def path(self, rows: dict[str, Model]) -> str:
        """The address with the parameters filled from these rows."""
        return self.at(
            {one: rows[OWNED[one]].pk if one in OWNED else NAMED[one] for one in self.parameters}
        )

    def at(self, parameters: dict[str, Any]) -> str:
        return reverse(self.name, kwargs=parameters)


def addresses(resolver: Any = None, above: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        own = tuple(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, above + own)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            yield Address(pattern.name, above + own)


ALL = sorted(set(addresses()), key=lambda one: one.name)
