"""Time the pages of any web servers in turns, for instance of a peer beside ours.

    .venv/bin/python -m tests.bench.beside servers.toml

The file names each server once, and the first is what the others are divided by:

    [[server]]
    name = "Hamstride"
    pid = 4711                                    # of gunicorn; with it CPU is told too (Linux)
    url = "http://localhost:8000"
    paths = ["/today/"]                           # what one page asks for, added up
    headers = { Cookie = "sessionid=…" }          # of somebody who is logged in

One open line to each, as a browser has it. docs/performance.md says how to start the peers.
"""

import sys
import tomllib
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.taking import Taken, Work, cpu_of, in_turns

TURNS = 40


@dataclass
class Peer:
    """One page of one server."""

    name: str
    url: str
    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    pid: int = 0

    def work(self) -> Work:
        at = urlsplit(self.url)
        line = HTTPConnection(at.hostname or "", at.port)
        return Work(lambda: self._ask(line), (lambda: cpu_of(self.pid)) if self.pid else float)

    def _ask(self, line: HTTPConnection) -> None:
        for path in self.paths:
            line.request("GET", path, headers=self.headers)
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{self.name}: {path} answers {answer.status}, not 200.")


def told(peers: list[Peer], taken: dict[str, Taken]) -> str:
    """A line for each: milliseconds by the clock and of CPU, and how many times the first."""
    first = taken[peers[0].name].wall_ms
    lines = ["| page | by the clock | CPU | times the first |", "| --- | --- | --- | --- |"]
    for name, times in taken.items():
        cpu = f"{times.cpu_ms:.1f} ms" if times.cpu_ms else "–"
        lines.append(f"| {name} | {times.wall_ms:.1f} ms | {cpu} | {times.wall_ms / first:.2f} |")
    return "\n".join(lines)


def main(path: str) -> None:
    peers = [Peer(**one) for one in tomllib.loads(Path(path).read_text())["server"]]
    print(told(peers, in_turns(TURNS, {peer.name: peer.work() for peer in peers})))


if __name__ == "__main__":
    main(sys.argv[1])
