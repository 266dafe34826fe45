"""A link opens the one door that it was made for, whole and unchanged."""

from typing import Any
from uuid import uuid4

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.lib.links import sign
from apps.pages.services import make_share_link
from apps.plans.services.calendar import make_link
from apps.reminders.answers import Purpose

pytestmark = pytest.mark.django_db
DAY = "2026-06-16"


@pytest.fixture
def tokens(alice: User) -> dict[str, str]:
    """By what they were made for, every kind of token of Alice's."""
    address = EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    _, share = make_share_link(
        runner=alice, name="Dana", runner_name="", days=7, may_limit=True, idem=uuid4()
    )
    made = {"share": share, "calendar": make_link(runner=alice, content="full", idem=uuid4())}
    made["confirm"] = EmailConfirmationHMAC.create(address).key
    made["reset"] = default_token_generator.make_token(alice)
    about = {Purpose.UNSUBSCRIBE: "morning", Purpose.MARK: f"{DAY}-run", Purpose.HURT: f"{DAY}-run"}
    answers = {p: sign(p, r=alice.pk, a=about.get(p, DAY), v="3") for p in Purpose}
    return made | {p.value: token for p, token in answers.items()}


def doors(alice: User) -> dict[str, Any]:
    """By what they are for, how a token is put to them."""
    number = user_pk_to_url_str(alice)
    reset = "account_reset_password_from_key"
    return {
        "share": lambda t: reverse("share", args=[t]),
        "calendar": lambda t: reverse("calendar_feed", args=[t]),
        "confirm": lambda t: reverse("account_confirm_email", args=[t]),
        "reset": lambda t: reverse(reset, kwargs={"uidb36": number, "key": t}),
        "mail": lambda t: reverse("mail_button", args=[t]),
        "one_click": lambda t: reverse("one_click", args=[t]),
    }


OPENS = {"share": "share", "calendar": "calendar", "confirm": "confirm", "reset": "reset"}


def is_opened(door: str, path: str) -> bool:
    answer = Client().get(path)
    if door == "confirm":
        return b"Yes, confirm it" in answer.content
    if door == "reset":
        return answer.status_code == 302
    return answer.status_code in (200, 302, 410)


def test_each_opens_its_own_door_and_no_other(alice: User, tokens):
    for kind, token in tokens.items():
        own = {OPENS.get(kind, "mail")} | ({"one_click"} if kind == "unsubscribe" else set())
        opened = {door for door, path in doors(alice).items() if is_opened(door, path(token))}
        assert opened == own, kind


def test_one_letter_changed_opens_nothing(alice: User, tokens):
    for kind, token in tokens.items():
        door = OPENS.get(kind, "mail")
        for at in range(0, len(token), max(1, len(token) // 12)):
            other = "A" if token[at] != "A" else "B"
            path = doors(alice)[door](token[:at] + other + token[at + 1 :])
            assert not is_opened(door, path), (kind, at)


def test_the_token_of_one_runner_is_none_for_another(alice: User, bob: User, tokens):
    path = doors(bob)["reset"](tokens["reset"])
    assert not is_opened("reset", path)
