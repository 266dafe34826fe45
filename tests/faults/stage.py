"""The product's processes on servers of their own, which a test may hurt."""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from shutil import rmtree
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client

from apps.accounts.models import User
from config import children, valkey

PATIENCE_S = 60
"""A page that takes longer is an error page in a browser's eyes."""


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    folder = Path(tempfile.mkdtemp(prefix="hs-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


@dataclass
class Broker:
    """A Valkey that writes down what it is told, as in the product."""

    folder: Path
    process: children.Process

    @property
    def at(self) -> Path:
        return self.folder / "v.sock"

    @classmethod
    def start(cls, folder: Path) -> "Broker":
        program = valkey.binary()
        assert program
        line = valkey.command(program, at=folder / "v.sock", keep_in=folder)
        process = children.start(line, cwd=folder, output=subprocess.DEVNULL)
        assert valkey.wait_for(process, folder / "v.sock")
        return cls(folder, process)

    def restart(self) -> None:
        """As after a power cut."""
        children.kill(self.process)
        self.process = Broker.start(self.folder).process

    def freeze(self) -> None:
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)

    def flush(self) -> None:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.at))
            line.sendall(b"FLUSHALL\r\n")
            assert line.recv(16).startswith(b"+OK")


@contextmanager
def broker() -> Iterator[Broker]:
    with short_folder() as folder:
        one = Broker.start(folder)
        try:
            yield one
        finally:
            children.kill(one.process)


@dataclass
class Person:
    """Someone at a real web server with a session, without a browser's patience or script."""

    url: str
    cookies: dict[str, str]

    @classmethod
    def of(cls, url: str, runner: User) -> "Person":
        client = Client()
        client.force_login(runner)
        client.get("/runs/new/")
        return cls(url, {name: cookie.value for name, cookie in client.cookies.items()})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        parts = urlsplit(self.url)
        line = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE_S)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies[settings.CSRF_COOKIE_NAME],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            line.request("POST", path, urlencode(fields), headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()
