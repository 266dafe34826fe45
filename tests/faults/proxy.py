"""A line between the product and a server that can be made to freeze, to break and to be slow."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PIECE = 65_536
LOOK_EVERY = 0.02
RST = struct.pack("ii", 1, 0)  # SO_LINGER: closing tells the other side that the line broke
Lines = list[socket.socket]


@dataclass
class Proxy:
    """Passes bytes on to the socket `to`. Frozen lines stay open and say nothing until mended."""

    to: Path | tuple[str, int]
    listening: socket.socket
    slow_s: float = 0.0
    is_frozen: bool = False
    lines: Lines = field(default_factory=list)
    dead: set[socket.socket] = field(default_factory=set)
    is_over: bool = False

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def freeze(self) -> None:
        """From now on nothing comes through, on lines that are there and on new ones."""
        self.is_frozen = True
        self.dead |= set(self.lines)

    def thaw(self) -> None:
        """New lines work again; those that were frozen stay half open."""
        self.is_frozen = False

    def mend(self) -> None:
        """As `thaw`, and what was frozen goes on as if nothing had been."""
        self.thaw()
        self.dead.clear()

    def reset(self) -> None:
        """Break every line at once."""
        lines, self.lines = self.lines, []
        for line in lines:
            with suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RST)
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def serve(self) -> None:
        while not self.is_over:
            with suppress(OSError):
                caller, _ = self.listening.accept()
                threading.Thread(target=self._join, args=(caller,), daemon=True).start()

    def _join(self, caller: socket.socket) -> None:
        self.lines.append(caller)
        if self.is_frozen:
            self.dead.add(caller)
        self._wait_while_dead(caller)
        try:
            answering = _connect(self.to)
        except OSError:
            caller.close()
            return
        self.lines.append(answering)
        for one, other in ((caller, answering), (answering, caller)):
            threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(PIECE):
                self._wait_while_dead(one)
                time.sleep(self.slow_s)
                other.sendall(piece)
        for line in (one, other):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _wait_while_dead(self, line: socket.socket) -> None:
        while line in self.dead and not self.is_over:
            time.sleep(LOOK_EVERY)


def _connect(to: Path | tuple[str, int]) -> socket.socket:
    if isinstance(to, tuple):
        return socket.create_connection(to)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(str(to))
    except OSError:
        line.close()
        raise
    return line


@contextmanager
def proxy_to(to: Path | tuple[str, int]) -> Iterator[Proxy]:
    """A proxy on a port of 127.0.0.1 that the system chose."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        proxy = Proxy(to, listening)
        listening.settimeout(0.2)
        thread = threading.Thread(target=proxy.serve, daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            proxy.is_over = True
            thread.join()
            proxy.reset()
