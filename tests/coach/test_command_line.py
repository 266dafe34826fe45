"""`python -m apps.coach`: what it prints, and with which exit status."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from apps.coach.__main__ import main
from apps.coach.schema import plan_to_json, snapshot_to_json
from tests.coach.check.weeks import MON, SUN, WED, asking, run, safe_week, week


@pytest.fixture
def files(tmp_path):
    """A snapshot, a safe plan and a plan with too long a run."""
    texts = {
        "snapshot": snapshot_to_json(asking()),
        "safe": plan_to_json(safe_week()),
        "long": plan_to_json(week(run(SUN, 30_000))),
        "odd": '{"schema": 1, "today": "tomorrow"}',
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.json") for name in texts}


def test_plan_prints_a_week_that_the_checker_accepts(files, capsys, tmp_path):
    assert main(["plan", files["snapshot"]]) == 0
    plan = tmp_path / "plan.json"
    plan.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["check", files["snapshot"], str(plan)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_prints_what_is_broken_and_exits_1(files, capsys):
    assert main(["check", files["snapshot"], files["long"]]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["rule"], found["date"]) == ("S6", str(SUN))
    assert list(found) == ["rule", "date", "detail"]


def test_a_snapshot_that_does_not_fit_exits_2_and_prints_nothing_else(files, capsys):
    assert main(["plan", files["odd"]]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert 'today: must be a date as YYYY-MM-DD, got "tomorrow"' in printed.err.splitlines()


def test_check_names_the_faults_of_both_files(files, capsys):
    assert main(["check", files["odd"], files["odd"]]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert "runner: is required" in lines
    assert "plan.days: is required" in lines


def test_a_file_that_is_not_there_exits_2(capsys):
    assert main(["plan", "nowhere.json"]) == 2
    assert "nowhere.json: cannot be read" in capsys.readouterr().err


def test_a_file_that_is_no_text_exits_2(tmp_path, capsys):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert main(["plan", str(tmp_path / "bytes")]) == 2
    assert "is not UTF-8 text" in capsys.readouterr().err


def test_ask_moves_an_item(files, capsys):
    main(["plan", files["snapshot"]])
    days = json.loads(capsys.readouterr().out)["days"]
    item = next(i["id"] for day in days for i in day["items"] if i["kind"] == "run")
    assert main(["ask", files["snapshot"], "--move", item, "--to", str(WED)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["allowed", "broken", "plan", "changes"]


def test_ask_weighs_a_wish(files, capsys):
    assert main(["ask", files["snapshot"], "--set", "goal.target_weekly_m=20000"]) == 0
    assert "allowed" in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        (["--set", "goal.shoe=1"], "--set: no field goal.shoe"),
        (["--set", "runs_per_week"], "--set: must be PATH=VALUE"),
        (["--set", "runs_per_week=many"], "runner.runs_per_week: must be a whole number"),
        (["--set", "available.mon=900"], "runner.available.mon: minutes must be 0 to 600"),
        (["--move", "x", "--to", "soon"], "--to: must be a date as YYYY-MM-DD"),
        (["--move", "x"], "--to: must be a date as YYYY-MM-DD"),
    ],
)
def test_a_wish_that_does_not_fit_exits_2(files, capsys, wish, line):
    assert main(["ask", files["snapshot"], *wish]) == 2
    assert line in capsys.readouterr().err


def test_it_runs_without_django_and_reads_standard_input():
    text = snapshot_to_json(asking())
    code = "import sys, runpy; sys.argv = ['x', 'plan', '-']\n"
    code += "try: runpy.run_module('apps.coach', run_name='__main__')\n"
    code += "finally: assert 'django' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), capture_output=True, check=True
    )
    assert json.loads(done.stdout)["week_start"] == str(MON)
    assert done.stdout.endswith(b"}\n")


PIECES = ("", "null", "-1", '"', "{", "]", "1e999", "9" * 40, "\x00", "é", "NaN")
WISHES = ("goal.kind=race", "available.mon=NaN", "a=1")


def damaged(text, dice):
    """The JSON with a few bytes or pieces changed, left out or doubled."""
    found = list(text)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(found))
        piece = dice.choice(PIECES)
        found[at : at + dice.choice([0, 1, 1, 4, 40])] = [piece]
    return "".join(found)


def never_a_traceback(number, start, tmp_path, capsys):
    """Every command on so many damaged files; answers how many were refused."""
    whole, plan = snapshot_to_json(asking()), plan_to_json(safe_week())
    file, other, refused = tmp_path / "odd.json", tmp_path / "plan.json", 0
    for n in range(number):
        dice = Random(start + n)
        file.write_text(damaged(whole, dice), encoding="utf-8")
        other.write_text(damaged(plan, dice) if dice.random() < 0.5 else plan, encoding="utf-8")
        commands = (
            ["plan", str(file)],
            ["check", str(file), str(other)],
            [
                "ask",
                str(file),
                "--set",
                dice.choice(WISHES),
            ],
            ["ask", str(file), "--move", dice.choice(["x", f"{MON}-run"]), "--to", str(WED)],
            ["ask", str(file), "--swap", f"{MON}-strength", "--out", "glider"],
        )
        status = main(dice.choice(commands))
        printed = capsys.readouterr()
        assert status in (0, 1, 2)
        assert (status == 2) == bool(printed.err)
        assert not (status == 2 and printed.out)
        assert all(": " in line for line in printed.err.splitlines())
        refused += status == 2
    return refused


def test_damaged_files_are_planned_or_refused_with_the_fields_name(tmp_path, capsys):
    assert never_a_traceback(120, 0, tmp_path, capsys) >= 60


@pytest.mark.soak
def test_twenty_thousand_damaged_files_bring_no_traceback(tmp_path, capsys, figure):
    refused = never_a_traceback(20_000, 1000, tmp_path, capsys)
    figure("damaged files on the coach's command line", 20_000, "files", f"{refused} refused")


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        (["--swap", "x"], "--out: must be the slug of an exercise, got None"),
        (["--swap", "x", "--out", "nap"], "--out: must be the slug of an exercise, got nap"),
        (["--swap", "x", "--out", "glider", "--into", "nap"], "--into: must be the slug"),
    ],
)
def test_a_swap_that_does_not_fit_exits_2(files, capsys, wish, line):
    assert main(["ask", files["snapshot"], *wish]) == 2
    assert line in capsys.readouterr().err


def test_ask_swaps_an_exercise(files, capsys):
    main(["plan", files["snapshot"]])
    days = json.loads(capsys.readouterr().out)["days"]
    item = next(i for day in days for i in day["items"] if i["kind"] == "strength")
    out = item["exercises"][0]["slug"]
    assert main(["ask", files["snapshot"], "--swap", item["id"], "--out", out]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["allowed", "broken", "plan", "changes"]


def test_the_snapshot_in_the_documentation_is_planned(tmp_path, capsys):
    text = (Path(__file__).parents[2] / "docs" / "coach.md").read_text()
    shown = tmp_path / "shown.json"
    shown.write_text(text.split("```json")[1].split("```")[0])
    assert main(["plan", str(shown)]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "ok"
