"""The rules as a whole: each says what stands behind it, and has tests of its own."""

from pathlib import Path

import pytest

from apps.coach import rules
from apps.coach.rules import RULES
from apps.coach.sources import SOURCES

HOME, TESTS = Path(rules.__file__).parent, Path(__file__).parent / "rules"
NO_RULES = ("__init__.py", "evidence.py")


def test_there_are_eighteen_hard_rules_and_twenty_seven_preferences():
    assert [r.rule for r in RULES if r.hard] == [f"S{n}" for n in range(1, 19)]
    assert [r.rule for r in RULES if not r.hard] == [f"P{n}" for n in range(1, 28)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.rule)
def test_every_rule_names_claim_population_and_known_sources(rule):
    assert rule.claim
    assert rule.population
    assert rule.sources
    assert set(rule.sources) <= SOURCES.keys()


def test_one_rule_has_one_file_and_one_test_file():
    files = {file.name for file in HOME.glob("*.py")} - set(NO_RULES)
    assert len(files) == len(RULES) == 45
    assert {f"test_{name}" for name in files} == {file.name for file in TESTS.glob("test_*.py")}


def test_every_number_of_a_rule_is_used():
    """A constant that nothing reads would only look like a rule."""
    read = "\n".join(file.read_text("utf-8") for file in HOME.parents[1].rglob("*.py"))
    unread = [
        f"{file.stem}.{name}"
        for file in HOME.glob("*.py")
        if file.name not in NO_RULES
        for name in vars(getattr(rules, file.stem))
        if name.isupper() and name not in ("ID", "EVIDENCE") and read.count(name) < 2
    ]
    assert unread == []
