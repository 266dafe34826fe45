"""A bad setting stops the start with a sentence; a good one is taken."""

import os
import re
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from config import env
from tests.architecture.files import ROOT

BAD = {
    "PORT": ("eighty", "a whole number from 1 to 65535"),
    "DEBUG": ("perhaps", "yes or no"),
    "TRUSTED_PROXIES": ("one", "a whole number from 0 to 9"),
    "SITE_URL": ("run.example.org", "an address such as"),
    "DATABASE_URL": ("mysql://somewhere/x", "a postgresql:// or sqlite:// address"),
    "REDIS_URL": ("amqp://somewhere", "a redis://, rediss:// or unix:// address"),
    "EMAIL_URL": ("pigeon://loft", "file:, console:, a service such as"),
    "LOG_LEVEL": ("loud", "one of DEBUG, INFO, WARNING"),
    "LOG_FORMAT": ("xml", "one of LINE, JSON"),
    "MONITOR_TOKEN": ("short", "at least 20 characters long"),
    "MAIL_EVENTS_TOKEN": ("short", "at least 20 characters long"),
    "HAMSTRIDE_DATA": ("/dev/null/data", "a folder that can be written to"),
    "SECRET_KEY_FILE": ("/nowhere/key", "the path of a readable file"),
}
WAYS_IN = {
    "manage.py": ["manage.py", "check"],
    "gunicorn": ["-m", "gunicorn", "-c", "config/web.py", "--check-config"],
    "celery": ["-m", "celery", "-A", "config", "report"],
    "make run": ["-m", "config.serve"],
}


def start(line: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # browser tests need it, nothing else does
    return subprocess.run(
        [sys.executable, *line],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_stops_the_start_with_a_sentence(name: str):
    value, wanted = BAD[name]
    done = start(["-c", "import config.settings"], **{name: value})
    assert done.returncode == 1
    assert f"Hamstride cannot start: {name} must be {wanted}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("way", WAYS_IN)
def test_every_way_in_says_the_sentence(way: str):
    done = start(WAYS_IN[way], PORT="eighty")
    assert done.returncode != 0
    assert "Hamstride cannot start: PORT" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("hour", [7, 12])
def test_the_check_of_the_framework_has_nothing_to_say(hour: int):
    with time_machine.travel(datetime(2026, 6, 2, hour, tzinfo=UTC)):
        call_command("check", fail_level="WARNING")


def test_an_address_may_be_a_number_of_the_new_kind():
    code = "from config import settings; print(settings.SITE_HOST, settings.ALLOWED_HOSTS)"
    done = start(["-c", code], SITE_URL="http://[2001:db8::7]:8000")
    assert done.stdout.startswith("2001:db8::7 ['127.0.0.1', '[2001:db8::7]'")


def test_the_proxies_in_front_are_told_to_what_counts_addresses():
    code = "from config import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    assert start(["-c", code], TRUSTED_PROXIES="2").stdout == "2\n"


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path):
    file = tmp_path / "secrets" / "key"
    first = env.secret("NO_SUCH_VARIABLE", file)
    assert len(first) >= 50
    assert env.secret("NO_SUCH_VARIABLE", file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_start_at_once_share_one_secret(tmp_path: Path):
    code = "import sys, time, pathlib; from config.env import secret; "
    code += "time.sleep(max(0, float(sys.argv[2]) - time.time())); "  # all at one instant
    code += "print(secret('NO_SUCH_VARIABLE', pathlib.Path(sys.argv[1])))"
    line = ["-c", code, str(tmp_path / "key"), str(time.time() + 4)]
    with ThreadPoolExecutor(6) as pool:
        said = {done.stdout for done in pool.map(start, [line] * 6)}
    assert len(said) == 1
    assert len(said.pop().strip()) >= 50


def test_a_secret_may_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("MAIL_FROM_FILE", str(tmp_path / "key"))
    assert env.text("MAIL_FROM") == "from a file"


def test_a_new_data_folder_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATA_FOR_TEST", str(tmp_path / "new" / "data"))
    made = env.folder("DATA_FOR_TEST", tmp_path)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_the_readme_tells_no_setting_that_is_not_read():
    code = "".join((ROOT / "config" / f"{name}.py").read_text() for name in ("settings", "logs"))
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', code))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.M))
    assert told
    assert told <= read
