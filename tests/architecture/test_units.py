"""The systemd units of docs/deploy, as far as they can be seen without installing them."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.architecture.files import ROOT
from tests.architecture.test_containers import CONTAINER

FOLDER = ROOT / "docs/deploy"
UNITS = sorted(FOLDER.glob("hamstride*.*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]


def unit(path: Path) -> RawConfigParser:
    found = RawConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation says
    found.read_string(path.read_text())
    return found


def test_there_is_a_unit_for_each_role_and_the_target_wants_it():
    wanted = unit(FOLDER / "hamstride.target")["Unit"]["Wants"].split()
    assert wanted
    assert [name for name in wanted if not (FOLDER / name).exists()] == []
    for role in ("web", "worker", "beat"):
        assert f"hamstride-{role}.service" in wanted
        alone = unit(FOLDER / f"hamstride-{role}.service")["Install"]["WantedBy"]
        assert alone == "multi-user.target"  # on a machine of its own
        assert f"    {role})" in CONTAINER


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_is_nobody_special_and_writes_to_its_own_folder_alone(path: Path):
    told = unit(path)["Service"]
    assert (told["User"], told["ProtectSystem"], told["NoNewPrivileges"]) == (
        *("hamstride", "strict", "yes"),
    )
    assert told["StateDirectory"] == "hamstride"
    assert "Environment=HAMSTRIDE_DATA=/var/lib/hamstride " in path.read_text()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_runs_what_is_there(path: Path):
    lines = re.findall(r"^Exec\w+=\S+/bin/(\w+) (.+)$", path.read_text(), re.M)
    assert lines
    for program, rest in lines:
        for word in rest.split():
            if word.startswith("config/") or word == "manage.py":
                assert (ROOT / word).exists()
        assert program in {"python", "gunicorn", "celery", "install", "find", "kill"}


def test_a_command_by_hand_has_the_users_folders_and_settings_of_the_services(tmp_path: Path):
    """`systemd-run` that says what it is asked stands in for one that would need the machine."""
    (tmp_path / "systemd-run").write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    (tmp_path / "systemd-run").chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    line = [str(FOLDER / "python"), "manage.py", "doctor"]
    done = subprocess.run(line, env=env, capture_output=True, text=True, check=True)
    asked = done.stdout.splitlines()
    assert asked[-3:] == ["/srv/hamstride/.venv/bin/python", "manage.py", "doctor"]
    web = (FOLDER / "hamstride-web.service").read_text()
    for folder in re.findall(r"(?:HAMSTRIDE_DATA|STATIC_ROOT)=\S+", web):
        assert f"--setenv={folder}" in asked
    told = unit(FOLDER / "hamstride-web.service")["Service"]
    assert f"--property=EnvironmentFile={told['EnvironmentFile']}" in asked
    assert f"--uid={told['User']}" in asked


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_has_nothing_to_say(tmp_path: Path):
    """The programs stand where they will be installed; here `true` stands for each."""
    for path in UNITS:
        text = re.sub(r"/srv/hamstride/\.venv/bin/\w+", "/bin/true", path.read_text())
        (tmp_path / path.name).write_text(text)
    line = ["systemd-analyze", "verify", *map(str, sorted(tmp_path.glob("hamstride*")))]
    done = subprocess.run(line, capture_output=True, text=True)
    said = [one for one in done.stderr.splitlines() if "hamstride" in one]
    assert said == []
