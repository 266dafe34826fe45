"""The coach on the command line: plan a week, check a plan, ask what a wish would do.

    python -m apps.coach plan SNAPSHOT.json
    python -m apps.coach check SNAPSHOT.json PLAN.json
    python -m apps.coach ask SNAPSHOT.json --move ITEM --to DATE
    python -m apps.coach ask SNAPSHOT.json --swap ITEM --out SLUG [--into SLUG]
    python -m apps.coach ask SNAPSHOT.json --set PATH=VALUE

`-` reads standard input. Exit status 0; 1 when `check` finds something; 2 when the arguments or
the JSON do not fit, with one line for each fault on standard error and nothing on standard output.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from apps.coach import ask, plan
from apps.coach.catalogue import EXERCISES
from apps.coach.check import check
from apps.coach.schema import (
    SchemaError,
    answer_to_dict,
    plan_to_json,
    read_plan,
    read_snapshot,
    snapshot_from_dict,
    snapshot_to_dict,
    violations_to_dicts,
    written,
)
from apps.coach.types import Answer, Snapshot

OK, FOUND, UNFIT = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = parser().parse_args(argv)
    try:
        status, text = COMMANDS[options.command](options)
    except SchemaError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return UNFIT
    put(text)
    return status


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m apps.coach", description="One runner, one week.")
    commands = made.add_subparsers(dest="command", required=True)
    for name, text in (
        ("plan", "print the plan of the week"),
        ("check", "print the safety rules that a plan breaks"),
        ("ask", "print what a wish would do to the week"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("snapshot", metavar="SNAPSHOT.json", help="- reads standard input")
        if name == "check":
            command.add_argument("plan", metavar="PLAN.json", help="- reads standard input")
        if name == "ask":
            wish = command.add_mutually_exclusive_group(required=True)
            wish.add_argument("--move", metavar="ITEM", help="the id of the item to move")
            wish.add_argument("--swap", metavar="ITEM", help="the id of a strength session")
            wish.add_argument("--set", metavar="PATH=VALUE", help="goal.target_weekly_m=40000")
            command.add_argument("--to", metavar="DATE", help="the day to move it to")
            command.add_argument("--out", metavar="SLUG", help="the exercise to take out")
            command.add_argument("--into", metavar="SLUG", help="the one instead; else any fits")
    return made


def run_plan(options: argparse.Namespace) -> tuple[int, str]:
    return OK, plan_to_json(plan(read_snapshot(load(options.snapshot))))


def run_check(options: argparse.Namespace) -> tuple[int, str]:
    faults: list[str] = []
    found: list[Any] = []
    for read, name in ((read_snapshot, options.snapshot), (read_plan, options.plan)):
        try:
            found.append(read(load(name)))
        except SchemaError as error:
            faults.extend(error.faults)
    if faults:
        raise SchemaError(tuple(faults))
    violations = check(*found)
    return FOUND if violations else OK, written(violations_to_dicts(violations))


def run_ask(options: argparse.Namespace) -> tuple[int, str]:
    snapshot = read_snapshot(load(options.snapshot))
    if options.move:
        answer = moved(snapshot, options)
    else:
        answer = swapped(snapshot, options) if options.swap else wished(snapshot, options)
    return OK, written(answer_to_dict(answer))


COMMANDS = {"plan": run_plan, "check": run_check, "ask": run_ask}


def moved(snapshot: Snapshot, options: argparse.Namespace) -> Answer:
    try:
        day = date.fromisoformat(options.to or "")
    except ValueError:
        raise SchemaError((f"--to: must be a date as YYYY-MM-DD, got {options.to}",)) from None
    return ask(snapshot, move=(options.move, day))


def swapped(snapshot: Snapshot, options: argparse.Namespace) -> Answer:
    for name, slug in (("--out", options.out), ("--into", options.into)):
        if slug not in EXERCISES and (name == "--out" or slug is not None):
            raise SchemaError((f"{name}: must be the slug of an exercise, got {slug}",))
    return ask(snapshot, swap=(options.swap, options.out, options.into))


def wished(snapshot: Snapshot, options: argparse.Namespace) -> Answer:
    path, equals, text = options.set.partition("=")
    if not equals:
        raise SchemaError((f"--set: must be PATH=VALUE, got {options.set}",))
    return ask(snapshot, wish=with_value(snapshot, path, text))


def with_value(snapshot: Snapshot, path: str, text: str) -> Snapshot:
    """The snapshot with one value of the runner changed.

    The path starts at the runner, with or without `runner.` before it; `goal.` before a key that
    is the runner's own is let pass. The value is JSON, or else plain text. Raises `SchemaError`
    where the path is unknown or the value does not fit.
    """
    data = snapshot_to_dict(snapshot)
    keys = path.removeprefix("runner.").split(".")
    if keys[0] == "goal" and keys[-1] in data["runner"]:
        keys = keys[1:]
    place = data["runner"]
    for key in keys[:-1]:
        place = place.get(key) if isinstance(place, dict) else None
    if not isinstance(place, dict) or keys[-1] not in place:
        raise SchemaError((f"--set: no field {path}",))
    place[keys[-1]] = _value(text)
    return snapshot_from_dict(data)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def load(name: str) -> str:
    """The text of a file, or of standard input for `-`. Raises `SchemaError` if it cannot."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise SchemaError((f"{name}: cannot be read: {error.strerror}",)) from None
    except UnicodeDecodeError:
        raise SchemaError((f"{name}: is not UTF-8 text",)) from None


def put(text: str) -> None:
    """The text as UTF-8 with one line end, whatever the terminal's own encoding is."""
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
