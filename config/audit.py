"""`make audit`: whether a package of the locks has a known weakness.

Asks once a day, and again when a lock changed. A machine that cannot reach the index of packages is
no fault of the code: then one line says that nobody was asked, and the end is a good one.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LOCKS = ("requirements.lock", "requirements-dev.lock")
MARK = Path(".venv/.audited")
HOLDS_FOR_S = 24 * 60 * 60
PATIENCE_S = 180
UNREACHABLE_S = 8


def main(locks: list[str]) -> int:
    """Ask about these locks, or about ours; 1 if one of their packages is known to be weak."""
    ours = not locks
    if ours and _is_fresh():
        return 0
    about = [one for lock in locks or LOCKS for one in _ask(lock)]
    unknown = sorted({one["name"] for one in about if "vulns" not in one})
    weak = [one for one in about if one.get("vulns")]
    for one in weak:
        _say(f"{one['name']} {one['version']}: {', '.join(_told(each) for each in one['vulns'])}")
    if len(unknown) == len({one["name"] for one in about}):
        _say("no index of packages could be asked for weaknesses from here.")
    elif unknown:
        _say(f"nobody could be asked about {', '.join(unknown)}.")
    elif not weak:
        _say(f"no weakness is known of {len(about)} packages.")
        if ours:
            MARK.touch()
    return 1 if weak else 0


def _ask(lock: str) -> list[dict[str, Any]]:
    """What pip-audit has to say of each package: `vulns`, or `skip_reason` where nobody knew it;
    nothing where it could not ask at all.
    """
    line = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    line += ["--progress-spinner", "off", "--format", "json", "--timeout", str(UNREACHABLE_S)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*line, "-r", lock], capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return []
    return told


def _told(weakness: dict[str, Any]) -> str:
    mended = ", ".join(weakness.get("fix_versions", [])) or "none yet"
    return f"{weakness['id']} (mended in: {mended})"


def _is_fresh() -> bool:
    if not MARK.exists():
        return False
    at = MARK.stat().st_mtime
    newest = max(Path(lock).stat().st_mtime for lock in LOCKS)
    return newest < at and time.time() - at < HOLDS_FOR_S


def _say(sentence: str) -> None:
    sys.stderr.write(f"audit: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
