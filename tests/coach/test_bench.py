"""What the coach costs, next to HiGHS on the same placements in the same run.

Times are of this thread's CPU: other work on the machine does not count.
"""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from time import thread_time

import pytest

from apps.coach import ask, check, plan
from apps.coach.placement.solve import place
from apps.coach.schema import snapshot_to_json
from tests.coach.anyone import snapshots
from tests.coach.drawing import drawn
from tests.coach.oracle import Programme
from tests.coach.placing import problem_of
from tests.coach.strategies import calm_snapshots, wild_snapshots

pytestmark = pytest.mark.bench
SEED = 20_261_123
IMPORT = """
from time import process_time
started = process_time()
import {0}
print((process_time() - started) * 1000)
"""
BARE = """
from pathlib import Path
lines = Path("/proc/self/status").read_text().splitlines()
print(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))
"""
ONE_PLAN = f"""
import sys
from apps.coach import check, plan
from apps.coach.schema import read_snapshot
snapshot = read_snapshot(sys.stdin.read())
check(snapshot, plan(snapshot))
{BARE}"""


def milliseconds(function, *given, **more):
    started = thread_time()
    function(*given, **more)
    return (thread_time() - started) * 1000


def middle_and_p95(values):
    cuts = quantiles(values, n=20)
    return cuts[9], cuts[18]


def show_both(figure, name, values, against):
    for at, value in zip(("p50", "p95"), middle_and_p95(values), strict=True):
        figure(f"{name}, {at}", round(value, 2), "ms", against)


def planned_and_checked(snapshot):
    check(snapshot, plan(snapshot))


def child(code, told=""):
    """The number that a new interpreter prints."""
    # With bytecode kept, as everywhere but where somebody has switched it off.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, input=told, env=env, capture_output=True, text=True, check=True)
    return float(done.stdout)


def test_a_plan_and_its_check(figure):
    for name, strategy in (("calm", calm_snapshots()), ("any", snapshots())):
        runners = drawn(strategy, 300, SEED)
        planned_and_checked(runners[0])
        times = [milliseconds(planned_and_checked, one) for one in runners]
        show_both(figure, f"plan and check, {name} runner", times, "goal: p95 10 ms")


def test_a_plan_and_its_check_with_ten_years_of_log(figure):
    wild = drawn(wild_snapshots(), 1200, SEED)
    long = [one for one in wild if len(one.runs) > 1000]
    times = [milliseconds(planned_and_checked, one) for one in long * 3]
    show_both(figure, "plan and check, ten years of log", times, f"{len(long)} runners, thrice")


def moves(snapshot):
    """Every run and strength session that is still to come, each moved a day on."""
    made = plan(snapshot)
    for day in made.days:
        for item in day.items:
            if item.kind in ("run", "strength") and not item.done:
                yield item.id, day.date + timedelta(days=1)


def test_a_question(figure):
    asked = [(one, move) for one in drawn(calm_snapshots(), 60, SEED) for move in moves(one)]
    times = [milliseconds(ask, one, move=move) for one, move in asked]
    show_both(figure, "ask: why not tomorrow", times, f"{len(times)} moves, goal: p95 50 ms")


def test_the_placement_beside_highs(figure):
    problems = [problem_of(one) for one in drawn(calm_snapshots(), 100, SEED)]
    for one in problems:
        place(one)
    ours = [milliseconds(place, one) for one in problems]
    theirs = [Programme(one).best().seconds * 1000 for one in problems]
    show_both(figure, "placement", ours, "HiGHS on the same 100 problems, next two lines")
    show_both(figure, "placement by HiGHS", theirs, "its two solves without the model's making")
    assert middle_and_p95(ours)[0] < middle_and_p95(theirs)[0]


def test_import(figure):
    turns = [[child(IMPORT.format(name)) for name in ("apps.coach", "numpy")] for _ in range(6)]
    coach, numpy = (sorted(times)[2] for times in zip(*turns[1:], strict=True))
    against = "NumPy alone, in turns; CPU, bytecode kept; goal 300 ms"
    figure("import of the coach, p50", round(coach, 1), "ms", against, reference=numpy)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_memory(figure):
    told = snapshot_to_json(drawn(calm_snapshots(), 20, SEED)[-1])
    bare, whole = child(BARE), child(ONE_PLAN, told)
    against = f"goal: 45 MB; a bare interpreter {bare:.1f} MB"
    figure("memory of a process that plans once", round(whole, 1), "MB", against)
