"""The image and the composition, as far as they can be seen without an engine to run them."""

import re

import pytest

from tests.architecture.files import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
IMAGE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
SETTINGS = "".join((ROOT / "config" / f"{name}.py").read_text() for name in ("settings", "logs"))


def test_every_variable_of_the_composition_is_in_the_example():
    asked = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    assert asked == set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.M))


def test_every_setting_that_is_handed_in_is_one_that_is_read():
    handed = re.search(r"&environment\n(.*?)\n  volumes", COMPOSE, re.S)
    assert handed
    names = re.findall(r"^    ([A-Z_]+):", handed[1], re.M)
    assert names
    assert [name for name in names if f'"{name}"' not in SETTINGS] == []


@pytest.mark.parametrize("role", ["web", "worker", "beat"])
def test_every_role_of_the_image_is_composed(role: str):
    assert f'command: ["{role}"]' in COMPOSE
    assert f"    {role})" in (ROOT / "config/container.sh").read_text()


def test_what_the_image_copies_is_there_and_not_ignored():
    kept = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.M))
    copied = re.findall(r"^COPY (?!--from)(\S+)", IMAGE, re.M)
    assert copied
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {path.split("/")[0] for path in copied} == kept


def test_the_image_runs_as_nobody_special_and_keeps_no_secret():
    assert re.search(r"^USER hamstride$", IMAGE, re.M)
    assert "SECRET_KEY" not in IMAGE + COMPOSE
    assert "latest" not in IMAGE + COMPOSE
