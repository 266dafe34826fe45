"""Documents name commands, files, settings and places that are there."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from apps.plans.models import PlanJob
from apps.reminders.models import Reminder
from tests.architecture.files import ROOT, name_of
from tests.architecture.test_containers import TOLD

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
TESTED = r"python -m pytest ([^`\n]+)"
PROMISES = (ROOT / "docs/promises.md").read_text()
EXPOSITION = (ROOT / "apps/pages/watch/exposition.py").read_text()
WATCHING = (ROOT / "apps/lib/watching.py").read_text()


def found_in(document: Path, pattern: str) -> list[str]:
    return re.findall(pattern, document.read_text(), re.M)


def anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", heading.lower())
    return re.sub(r"\s", "-", kept.strip())


def anchors(document: Path) -> set[str]:
    return {anchor(one) for one in found_in(document, r"^#+ (.+)$")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path):
    for link in found_in(document, r"\]\(([^)\s]+)\)"):
        if "://" in link:
            continue
        path, _, part = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not part or part in anchors(target), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_is_there(document: Path):
    ours = get_commands()
    named = found_in(document, r"manage\.py ([a-z_]+)")
    assert [one for one in named if one not in ours] == []
    assert [one for one in found_in(document, r"`make ([a-z]+)") if one not in TARGETS] == []
    for module in found_in(document, r"python -m ((?:apps|config|tests)\.[\w.]+)"):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_is_there(document: Path):
    named = found_in(
        document, r"(?<![\w/.-])((?:apps|config|tests|docs|templates|static)/[\w./-]+[\w*])"
    )
    assert [one for one in named if not [*ROOT.glob(one)]] == []


def test_every_promise_has_a_command():
    lines = [line for line in PROMISES.splitlines() if line.startswith("| ")][2:]
    assert len(lines) > 20
    assert [line for line in lines if not re.search(TESTED, line)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_asks_for_tests_that_are_there(document: Path):
    for command in found_in(document, TESTED):
        paths = [ROOT / one for one in re.findall(r"tests/[\w./]+", command)]
        assert paths, command
        assert all(names_in(path) for path in paths), command
        told = " ".join(names_in(path) for path in paths)
        for wanted in re.findall(r'-k ("[^"]+"|\w+)', command):
            words = re.findall(r"\w+", wanted)
            named = [one for one in words if one not in ("or", "and", "not", "soak")]
            assert [one for one in named if one not in told] == [], command


def test_the_long_versions_run_only_when_they_are_asked_for():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert "not soak and not bench" in told["addopts"]


def names_in(path: Path) -> str:
    files = [path] if path.is_file() else sorted(path.rglob("test_*.py"))
    return " ".join(
        name for file in files for name in re.findall(r"def (test_\w+)", file.read_text())
    )


def test_every_figure_that_is_named_is_told():
    for document in DOCUMENTS:
        for name in found_in(document, r"hamstride_([a-z_]+)"):
            whole = name.removesuffix("_total")
            assert f'"hamstride_{whole}"' in WATCHING + EXPOSITION or f'"{whole}"' in EXPOSITION, (
                name
            )
        for state in found_in(document, r'hamstride_reminders\{state="(\w+)"\}'):
            assert state in Reminder.State.values
        for state in found_in(document, r'hamstride_plan_jobs\{state="(\w+)"\}'):
            assert state in PlanJob.State.values


def test_every_setting_that_a_guide_names_is_one():
    for name in ("deploy", "upgrade", "backup", "runbook"):
        document = ROOT / "docs" / f"{name}.md"
        named = found_in(document, r"`([A-Z]{3,}_[A-Z_]+)`")
        assert [one for one in named if one.removesuffix("_FILE") not in TOLD] == []
