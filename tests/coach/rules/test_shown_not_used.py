"""P27: load ratios are shown after four weeks, and decide nothing."""

import ast
from pathlib import Path

from apps import coach
from apps.coach import plan
from apps.coach.rules import shown_not_used
from tests.coach.rules.weeks import figure
from tests.coach.runners import log, run, snapshot


def test_the_ratio_is_shown_after_four_weeks_of_log():
    young = snapshot([run(n, 5000) for n in range(1, 20, 2)])
    assert plan(young).signals["acwr"] is None
    assert figure(plan(snapshot(log(200, 210, 220, 230, 240, longest=9000))), "acwr") > 0
    assert shown_not_used.SHOWN_AFTER_DAYS == 28


def test_no_module_but_the_summary_reads_a_ratio():
    """What is never read outside the figures to show can gate nothing."""
    readers = set()
    for file in Path(coach.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        calls = {
            n.func.attr
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
        }
        if "acwr" in names or "load" in calls:
            readers.add(file.name)
    assert readers <= {"summary.py", "log.py"}
