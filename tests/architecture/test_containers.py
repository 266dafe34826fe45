"""The image and the composition, as far as they can be seen without an engine to run them."""

import os
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.architecture.files import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
COMPOSED: dict[str, Any] = yaml.safe_load(COMPOSE)
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
OURS = ("web", "worker", "beat")
IMAGE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
SETTINGS = "".join((ROOT / "config" / f"{name}.py").read_text() for name in ("settings", "logs"))
CONTAINER = (ROOT / "config/container.sh").read_text()
READ = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS)) | {"DATABASE_PASSWORD"}
TOLD = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.M))


def asked_by_the_composition() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))


def asked_by_the_image() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+):-", CONTAINER)) - {"TMPDIR"}


def test_every_setting_is_in_the_example_and_the_other_way_round():
    assert (READ | asked_by_the_composition() | asked_by_the_image()) == TOLD


def test_every_setting_of_the_example_is_explained():
    blocks = [block for block in EXAMPLE.split("\n\n") if re.search(r"^(# )?[A-Z_]+=", block, re.M)]
    bare = [block for block in blocks if not block.startswith("# ") or len(block) < 40]
    assert len(blocks) > 15
    assert bare == []


@pytest.mark.parametrize(
    "name", ["LISTEN_ON", "PORT", "WEB_CONCURRENCY", "WORKER_PROCESSES", "WORKER_QUEUES"]
)
def test_what_holds_without_a_setting_is_the_same_everywhere(name: str):
    """Image, composition and units say it for themselves: no code of ours has a default."""
    told = re.findall(rf"^(?:# )?{name}=(\S+)$", EXAMPLE, re.M)
    units = "".join(file.read_text() for file in (ROOT / "docs/deploy").glob("*.service"))
    held = re.findall(rf"^Environment=.*\b{name}=(\S+)", units, re.M)
    held += re.findall(rf"\$\{{{name}:-([^}}]+)\}}", COMPOSE + CONTAINER)
    assert len(held) >= 2
    assert set(held) == set(told)


@pytest.mark.parametrize("role", OURS)
def test_what_is_handed_in_is_read(role: str):
    given = set(SERVICES[role]["environment"])
    assert {name.removesuffix("_FILE") for name in given} <= READ | asked_by_the_image()


@pytest.mark.parametrize("role", OURS)
def test_every_role_of_the_image_is_composed_and_looked_at(role: str):
    told = SERVICES[role]
    assert told["command"] == [role]
    assert f"    {role})" in CONTAINER
    assert told["healthcheck"]["test"] == ["CMD", "sh", "config/container.sh", "healthy", role]


@pytest.mark.parametrize("role", OURS)
def test_ours_can_write_nowhere_but_where_they_must(role: str):
    told = SERVICES[role]
    assert told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert told["volumes"] == ["data:/data"]
    assert re.search(r"^USER [1-9]\d*$", IMAGE, re.M)


def test_no_secret_stands_in_the_composition_or_the_image():
    for role, told in SERVICES.items():
        for name, value in told.get("environment", {}).items():
            if re.search("PASSWORD|TOKEN|SECRET|EMAIL_URL", name):
                assert name.endswith("_FILE"), (role, name)
                assert value.removeprefix("/run/secrets/") in told["secrets"]
    for name, told in COMPOSED["secrets"].items():
        assert told == {"file": f"./secrets/{name}"}
        assert f"secrets/{name}" in (ROOT / "docs/deploy.md").read_text()
    assert "SECRET_KEY" not in IMAGE + COMPOSE


def test_what_keeps_rows_is_reached_from_inside_alone():
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
        assert "ports" not in SERVICES[name]
    assert COMPOSED["networks"]["inside"] == {"internal": True}
    assert SERVICES["web"]["ports"] == ["${LISTEN_ON:-127.0.0.1}:${PORT:-8000}:8000"]


def test_every_service_is_started_again_and_every_volume_is_named():
    volumes = {one.split(":")[0] for told in SERVICES.values() for one in told.get("volumes", [])}
    assert {one for one in volumes if not one.startswith("./")} == set(COMPOSED["volumes"])
    assert all((ROOT / one).exists() for one in volumes if one.startswith("./"))
    assert {told["restart"] for told in SERVICES.values()} == {"unless-stopped"}


def test_no_services_log_fills_the_disk():
    assert all({"max-size", "max-file"} <= set(t["logging"]["options"]) for t in SERVICES.values())


def test_a_task_may_end_before_its_worker_is_ended():
    longest = re.search(r"CELERY_TASK_TIME_LIMIT = (\d+)", SETTINGS)
    assert longest
    assert int(SERVICES["worker"]["stop_grace_period"].removesuffix("s")) > int(longest[1])


def test_the_database_is_not_well_before_others_can_reach_it():
    asked = SERVICES["postgres"]["healthcheck"]["test"]
    assert asked[:4] == ["CMD", "pg_isready", "--host", "127.0.0.1"]


def test_pg_dump_is_of_the_servers_version():
    server = re.fullmatch(r"postgres:(\d+)-alpine", SERVICES["postgres"]["image"])
    assert server
    assert f"postgresql-client-{server[1]} " in IMAGE


def test_what_the_image_copies_is_there_and_not_ignored():
    kept = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.M))
    copied = re.findall(r"^COPY (?!--from)(\S+)", IMAGE, re.M)
    assert copied
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {path.split("/")[0] for path in copied} == kept


def test_no_image_is_whatever_is_newest():
    used = [told["image"] for told in SERVICES.values() if told["image"] != "hamstride"]
    used += re.findall(r"^FROM (\S+)", IMAGE, re.M)
    assert [one for one in used if not re.search(r":\d", one)] == []


@pytest.mark.parametrize(
    ("file", "role"), [("tmp/hamstride-worker", "worker"), ("beat-schedule", "beat")]
)
def test_a_worker_or_timetable_that_was_not_heard_of_is_unwell(
    tmp_path: Path, file: str, role: str
):
    (tmp_path / "tmp").mkdir()
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp"), "HAMSTRIDE_DATA": str(tmp_path)}
    line = ["sh", str(ROOT / "config/container.sh"), "healthy", role]
    assert subprocess.run(line, env=env).returncode == 1
    (tmp_path / file).touch()
    assert subprocess.run(line, env=env).returncode == 0
    long_ago = time.time() - 3600
    os.utime(tmp_path / file, (long_ago, long_ago))
    assert subprocess.run(line, env=env).returncode == 1
