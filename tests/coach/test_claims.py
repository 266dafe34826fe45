"""What the coach never says: no promise, no diagnosis, no blame, whatever the runner is like."""

import ast
import json
import re
from pathlib import Path

import pytest

from apps import coach
from apps.coach import ask, plan
from apps.coach.rules import RULES
from tests.coach.anyone import snapshots
from tests.coach.drawing import drawn

SEED = 20_261_123
HOME = Path(coach.__file__).parent
SILENT = ("check", "schema", "__main__.py")
"""Read by operators and by whoever writes JSON, not by runners."""

ILLNESS = r"(strain|tear|tendinopathy|tendonitis|PHT|avulsion|rupture|clot|thrombosis|DVT)"
NEVER = {
    "it prevents injuries": r"(?<!not been shown to )(?<!not shown to )prevent",
    "it halves injuries": r"\b(halv|half)\w*\b[^.]*injur|injur[^.]*\b(halv|half)\w*\b",
    "a ratio makes it safe": r"ACWR|(safe|allowed|fine) because|ratio (is|of) (safe|1\.|0\.8)",
    "it knows the grade of a tear": r"\bgrade [0-9I]|your (tear|rupture)",
    "it promises a date": r"(back|ready|healed)( \w+){0,2} (in|within|after) \d+ (d|w|m)",
    "a rule is proven": r"(?<!rather than a )proven|guarantee|promise|(risk|injury).free|cures?\b",
    "it diagnoses": rf"you(r \w+)?( \w+)? (have|had|has|is|got) (an? )?(\w+ )?{ILLNESS}",
    "it names an illness": r"tendinopathy|tendonitis|\bPHT\b|avulsion|thrombosis|\bDVT\b",
    "it blames": r"\b(failed|missed|non-compliant|you should have|lazy|cheated)\b",
}
FORBIDDEN = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in NEVER.items()}
F5 = (
    "Prevents hamstring injuries in runners.",
    "Nordics halve injuries.",
    "This week is safe because your ACWR is 1.0.",
    "Stretching prevents strains.",
    "Your tear is grade 2.",
    "You will be back in 21 days.",
    "The 10 % rule is proven.",
    "You have a proximal tendinopathy.",
    "Your leg has a clot.",
    "This looks like an avulsion.",
    "You missed two runs.",
)
FINE = (
    "Stretching improves range and comfort, but it has not been shown to prevent injury.",
    "Ten percent is a steady habit rather than a proven shield.",
    "These signs can mean a torn tendon, a nerve problem or a blood clot.",
)


def against(sentence):
    """The names of what a sentence claims and must not."""
    return {name for name, pattern in FORBIDDEN.items() if pattern.search(sentence)}


def words_of(node):
    """The text of a string in the code; what is put into it counts as a number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(part) or "21" for part in node.values)
    return ""


def templates():
    """Every text in the coach's code that is not a docstring."""
    for file in sorted(HOME.rglob("*.py")):
        if file.relative_to(HOME).parts[0] in SILENT:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        alone = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        yield from (words_of(n) for n in ast.walk(tree) if id(n) not in alone and words_of(n))


def texts(value):
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def said(made):
    items = [i for d in made.days for i in d.items]
    whys = [w.text for i in items for w in i.why] + [i.title for i in items]
    return {made.headline, *whys, *(a.text for a in made.alerts), *(c.text for c in made.changes)}


@pytest.mark.parametrize("sentence", F5)
def test_what_must_not_be_said_is_heard(sentence):
    assert against(sentence)


@pytest.mark.parametrize("sentence", FINE)
def test_what_may_be_said_is_let_through(sentence):
    assert not against(sentence)


def test_no_rule_claims_what_it_must_not():
    assert len(RULES) == 45
    assert {e.rule: against(e.claim) for e in RULES if against(e.claim)} == {}


def test_no_text_in_the_code_claims_what_it_must_not():
    found = [text for text in templates() if len(text.split()) > 2]
    assert len(found) > 100
    assert {text: against(text) for text in found if against(text)} == {}


def test_no_exercise_claims_what_it_must_not():
    """An exercise may name what it is not meant for; that is no diagnosis."""
    known = json.loads((HOME / "data" / "exercises.json").read_text(encoding="utf-8"))
    told = {text: against(text) - {"it names an illness"} for text in texts(known)}
    assert len(told) > 100
    assert {text: names for text, names in told.items() if names} == {}


def test_no_plan_claims_what_it_must_not():
    told = {text for one in drawn(snapshots(), 150, SEED) for text in said(plan(one))}
    assert len(told) > 100
    assert {text: against(text) for text in told if against(text)} == {}


def test_no_answer_claims_what_it_must_not():
    for one in drawn(snapshots(), 40, SEED):
        made = plan(one)
        for item in {i.id for d in made.days for i in d.items}:
            broken = ask(one, move=(item, one.today)).broken
            assert not any(against(why.text) for why in broken)
