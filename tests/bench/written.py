"""Write the table of docs/performance.md from the lines that `make bench` left.

    .venv/bin/python -m tests.bench.written var/figures.jsonl

Only the part between the two marks is written, and of it the rows that have a line: the others stay
as they are, so that a part of the benchmarks may be measured alone.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->\n"
HEADER = (
    "| what | FitTrackee | wger | Endurain | goal | Hamstride | beside it, same run | ratio |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True)
class Row:
    """`name` is a figure's; `peers` are FitTrackee 1.3.6, wger 2.6 and Endurain 0.16."""

    what: str
    name: str
    goal: str
    beside: str = ""
    peers: tuple[str, str, str] = ("–", "–", "–")


BARE = "bare Django page"
ROWS = (
    Row("Today, by the clock", "Today, wall", "≤ 1.5 ×", BARE, ("116 ms", "153 ms", "353 ms")),
    Row("Today, CPU", "Today, CPU", "≤ 1.5 ×", BARE, ("124 ms", "99 ms", "338 ms")),
    Row("Today, queries", "Today, queries", "≤ 7", "", ("110", "56", "109")),
    Row("Week, CPU", "Week, CPU", "", BARE),
    Row("Week, queries", "Week, queries", ""),
    Row("list of 20, by the clock", "list of 20, wall", "", BARE, ("86 ms", "16 ms", "9 ms, JSON")),
    Row("list of 20, CPU", "list of 20, CPU", "", BARE),
    Row("list of 20, queries", "list of 20, queries", "≤ 5", "", ("105", "5", "–")),
    Row(
        "pages at 10,000 runs against 100, the worst",
        "pages at a hundred times the runs, worst",
        "≤ 1.10 ×",
        "",
        ("47 ×", "2.2 ×", "78 ×"),
    ),
    Row("pages that ask more often then", "pages that ask more often then", "0"),
    Row(
        "save a run by hand, by the clock",
        "save a run by hand, wall",
        "13 ms",
        "bare view, one INSERT",
        ("39.7 ms", "57 ms", "–"),
    ),
    Row("save a run by hand, CPU", "save a run by hand, CPU", "", "bare view, one INSERT"),
    Row("from saved to the new plan, p95", "from saved to the new plan, p95", "≤ 1 s"),
    Row("import GPX, 40 min", "one gpx file", "≤ 18 ms", "raw read", ("373 ms", "–", "1,742 ms")),
    Row("import FIT, 157 KB", "one fit file", "≤ 40 ms", "raw read", ("798 ms", "–", "1,315 ms")),
    Row(
        "archive, read", "archive, read", "≥ 150 files/s", "", ("7.65 files/s", "–", "1.27 files/s")
    ),
    Row("archive, read, two free cores by CPU", "archive, read, by CPU", "≥ 150 files/s"),
    Row("archive, stored", "archive, stored", ""),
    Row(
        "a week's plan, load to store, median",
        "plan, load to store, by the clock, median",
        "",
        "one read, one write",
        ("–", "486 ms", "–"),
    ),
    Row("a week's plan, p95 by the clock", "plan, load to store, by the clock, p95", "≤ 20 ms"),
    Row("a week's plan, p95 of CPU", "plan, load to store, CPU, p95", ""),
    Row("a week's plan, queries", "plan, load to store, queries", "≤ 12"),
    Row("the placement alone, p95, CPU", "placement, p95", "", "HiGHS, next row"),
    Row("the same by HiGHS, p95, CPU", "placement by HiGHS, p95", ""),
    Row("a plan, CPU of the worker", "a plan, CPU of the worker", "≤ 15 ms"),
    Row("plans by one worker", "plans by one worker", "", "no-op tasks"),
    Row("reminder tick, nobody due", "reminder tick, nobody due", "one query", "SELECT 1"),
    Row(
        "mails, a server 10 ms away, to an open line", "reminders sent, to the open line", "≥ 90 %"
    ),
    Row("import of the coach, CPU", "import of the coach, p50", "≤ 300 ms", "NumPy alone"),
    Row(
        "script and style, gzip",
        "script and style",
        "≤ 45 kB",
        "",
        ("901 kB", "893 kB", "1,131 kB"),
    ),
    Row("a first visit, gzip", "a first visit", "≤ 60 kB"),
    Row("memory of make run", "memory of make run", "≤ 260 MB", "", ("643 MB", "598 MB", "291 MB")),
    Row("second start", "second start", "≤ 4 s"),
    Row(
        "from a clone to the page",
        "from a clone to the page",
        "≤ 45 s",
        "",
        ("33 s", "193 s", "50 s"),
    ),
)


def read(path: Path) -> dict[str, dict[str, Any]]:
    """The newest line of each name."""
    lines = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return {line["name"]: line for line in lines}


def table(lines: dict[str, dict[str, Any]], old: str) -> str:
    """The rows, and below them where they were measured; `old` is the table that stands there."""
    stood = {line.split("|")[1].strip(): line for line in old.splitlines() if line[:1] == "|"}
    rows = [_row(row, lines.get(row.name), stood.get(row.what)) for row in ROWS]
    used = next(iter(lines.values()))
    machine, versions = used["machine"], used["versions"]
    told = ", ".join(f"{name} {number}" for name, number in versions.items())
    where = f"{machine['cores']} cores ({machine['cpu']}), {machine['memory_gb']} GB; {told}."
    return "\n".join([*HEADER, *rows, "", where, ""])


def _row(row: Row, line: dict[str, Any] | None, stood: str | None) -> str:
    cells = [row.what, *row.peers, row.goal or "–"]
    if line is None:
        return stood or f"| {' | '.join([*cells, '–', '–', '–'])} |"
    unit = line["unit"] if line["unit"] != "times" else "×"
    cells.append(f"{line['figure']:,g} {unit}")
    if "ratio" not in line:
        return f"| {' | '.join([*cells, '–', '–'])} |"
    beside, ratio = f"{row.beside}: {_short(line['reference'])}", _short(line["ratio"])
    return f"| {' | '.join([*cells, beside, ratio])} |"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def main() -> None:
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    old, _, after = rest.partition(END)
    lines = read(Path(sys.argv[1]))
    if not lines:
        raise SystemExit(f"No figures in {sys.argv[1]}: run make bench first.")
    PAGE.write_text(f"{before}{BEGIN}\n{table(lines, old)}\n{END}{after}")


if __name__ == "__main__":
    main()
