"""Whatever a browser sends, and whatever none would send, no page of ours breaks.

`make soak` sends 50,000 requests, `make test` 300; the seed is printed, and the request that broke.
"""

import random
from itertools import chain
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from apps.accounts.models import User
from apps.plans.services import replan, request_plan
from tests.plans.conftest import MONDAY, log_run
from tests.security.addresses import ALL, NAMED, Address

pytestmark = pytest.mark.django_db
METHODS: Final = ["get"] * 4 + ["post"] * 5 + ["head", "put", "patch", "delete", "options"]
LEFT_ALONE: Final = {"account_logout", "account_signup", "demo_log_in", "data_delete"}
"""They end or change who asks; they have their own tests."""
ODD: Final = [
    "",
    " ",
    "0",
    "-1",
    "1e400",
    "nan",
    "99999999999999999999",
    "9" * 5_000,
    "²",
    "١٢",
    "0x10",
    "null",
    "[]",
    "{}",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "2026-11-24",
    "24:00",
    "07:00",
    "Europe/Berlin",
    "Mars/Olympus",
    "on",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%s%n",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "\x00",
    "\ud7ff\uffff",
    "🏃" * 50,
    "x" * 10_000,
    "45:30",
    "1h02",
    "9,5",
    "5",
    "easy",
]
IDS: Final = ["0", "1", "2", "3", "17", "999999999999", "9223372036854775808"]


@pytest.fixture
def runner(alice: User) -> User:
    """Alice with a few runs, a check-in and the plan of her week."""
    for day in range(3):
        log_run(alice, MONDAY.fromordinal(MONDAY.toordinal() - 2 * day - 1))
    job = request_plan(runner=alice, week_start=MONDAY, because="asked")
    assert job
    replan(job_id=job.pk)
    return alice


def fields_of(client: Client, path: str) -> list[str]:
    """The names of what one can fill in on a page."""
    answer = client.get(path)
    if answer.streaming or not answer.content.strip() or "html" not in answer["Content-Type"]:
        return []
    fields = html.fromstring(answer.content).iter("input", "select", "textarea", "button")
    return [name for field in fields if (name := field.get("name"))]


PARTS: Final[dict[str, list[Any]]] = {
    "day": [MONDAY, NAMED["day"], MONDAY.replace(year=2150)],
    "slug": ["nordic-lowering", "nothing", "x" * 200],
    "key": ["1-nonsense", "set-password"],
    "uidb36": ["1", "zz"],
}
WORDS: Final = [value for value in ODD if value and "/" not in value and value.isprintable()]


def part(dice: random.Random, name: str) -> Any:
    numbers = IDS if name.endswith("_id") or name in ("pk", "number") else WORDS
    return dice.choice(PARTS.get(name, numbers))


def path_of(dice: random.Random, address: Address) -> str:
    query = urlencode(
        {dice.choice(["wait", "range", "page", "next", "q"]): dice.choice(ODD)}, errors="ignore"
    )
    path = address.at({one: part(dice, one) for one in address.parameters})
    return f"{path}?{query}" if dice.random() < 0.3 else path


def body_of(dice: random.Random, names: list[str]) -> dict[str, Any]:
    chosen = dice.sample(names, dice.randint(0, min(len(names), 12))) if names else []
    body: dict[str, Any] = {name: dice.choice(ODD) for name in chosen}
    if dice.random() < 0.1:
        junk = bytes(dice.randrange(256) for _ in range(dice.randrange(200)))
        body[dice.choice(["files", "file", *names])] = SimpleUploadedFile("a.fit", junk)
    return body


def send(seed: int, runner: User, count: int) -> None:
    dice, client = random.Random(seed), Client()
    targets = [address for address in ALL if address.name not in LEFT_ALONE]
    names: dict[str, list[str]] = {}
    for number in range(count):
        if number % 25 == 0:
            client = Client()
            if dice.random() < 0.9:
                client.force_login(runner, backend=settings.AUTHENTICATION_BACKENDS[0])
        address, method = dice.choice(targets), dice.choice(METHODS)
        path = path_of(dice, address)
        if address.name not in names:
            names[address.name] = fields_of(client, path)
        extra = {"HX-Request": "true"} if dice.random() < 0.3 else {}
        everyone = list(chain.from_iterable(names.values()))
        body = body_of(dice, names[address.name] or everyone)
        answer = ask(client, method, path, body, extra)
        assert answer < 500, (seed, number, method, path, body)


def ask(client: Client, method: str, path: str, body: dict[str, Any], extra: dict[str, str]) -> int:
    if method == "post":
        return int(client.post(path, body, headers=extra).status_code)
    if method in ("get", "head"):
        return int(getattr(client, method)(path, headers=extra).status_code)
    return int(getattr(client, method)(path, b"{}", "application/json", headers=extra).status_code)


def test_three_hundred_random_requests_break_nothing(runner):
    send(random.randrange(2**32), runner, 300)


@pytest.mark.soak
@pytest.mark.parametrize("_part", range(5))
def test_fifty_thousand_random_requests_break_nothing(runner, figure, _part):
    seed = random.randrange(2**32)
    send(seed, runner, 10_000)
    figure("random requests without a 5xx", 10_000, "requests", f"seed {seed}")
