"""Who may import whom; the contracts themselves stand in pyproject.toml."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.files import CODE, ROOT, modules, name_of, tree_of

KNOWN_TO_THE_COACH = {*sys.stdlib_module_names, "numpy"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def test_the_import_contracts_hold():
    line = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_coach_knows_only_the_standard_library_and_numpy():
    strangers = [
        f"{name_of(path)}:{line} {name}"
        for path in modules("apps/coach")
        for line, name in imports(path)
        if not name.startswith("apps.coach") and name.split(".")[0] not in KNOWN_TO_THE_COACH
    ]
    assert strangers == []


def test_the_coach_asks_no_clock_and_throws_no_dice():
    banned = {"random", "secrets", "time", "socket", "subprocess", "urllib", "os"}
    found = {
        f"{name_of(path)}:{line} {name}"
        for path in modules("apps/coach")
        if path.name != "__main__.py"
        for line, name in imports(path)
        if name.split(".")[0] in banned
    }
    assert found == set()


def test_every_import_is_absolute():
    relative = [
        f"{name_of(path)}:{line}"
        for path in modules(*CODE)
        for line, name in imports(path)
        if name.startswith(".")
    ]
    assert relative == []


def test_only_the_clock_asks_what_time_it_is():
    ways = ("datetime.now(", "date.today(", "timezone.now(", "timezone.localdate(", "utcnow(")
    guilty = [
        f"{name_of(path)}:{number}"
        for path in modules("apps")
        if name_of(path) != "apps/lib/clock.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(way in line for way in ways)
    ]
    assert guilty == []


def test_only_services_write_to_the_database():
    writes = re.compile(
        r"\.save\((\)|update_fields)|\.delete\(\)|\.(bulk_|get_or_|update_or_)?create\("
        r"|\.bulk_update\(|objects.*\.update\("
    )
    readers = ("views", "queries", "receivers", "tasks", "middleware", "context_processors")
    guilty = [
        f"{name_of(path)}:{number}"
        for path in modules("apps")
        if any(part in readers for part in path.with_suffix("").parts)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if writes.search(line)
    ]
    assert guilty == []
