"""Bodies that are far too large end early, at the real web server, and leave nothing behind."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

GIGABYTE = 1_000_000_000
PIECE = b"x" * 65_536
MOST = 40_000_000
"""Bytes that fit into buffers on the way before the refusal is heard."""


def send(url: str, path: str, headers: str, *, most: int = MOST) -> tuple[int, bytes]:
    """Send such a request piece by piece until it is refused; how much went out, and the answer."""
    parts = urlsplit(url)
    sent = 0
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=20) as line:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
        line.sendall(head.encode())
        try:
            while sent < most and not _answered(line):
                sent += line.send(PIECE)
        except OSError:
            return sent, b""
        return sent, _read(line)


def _answered(line: socket.socket) -> bool:
    line.settimeout(0.001)
    try:
        return bool(line.recv(1, socket.MSG_PEEK))
    except TimeoutError:
        return False
    finally:
        line.settimeout(20)


def _read(line: socket.socket) -> bytes:
    try:
        return line.recv(4096)
    except OSError:
        return b""


def incoming() -> list[Path]:
    return list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*"))


@pytest.mark.parametrize("path", ["/runs/import/", "/runs/new/", "/accounts/login/", "/nothing/"])
def test_a_gigabyte_is_refused_before_it_is_read(site, path):
    before = incoming()
    kind = "Content-Type: multipart/form-data; boundary=x\r\n"
    sent, answer = send(site, path, f"Content-Length: {GIGABYTE}\r\n{kind}")
    assert sent < MOST
    assert not answer or b" 413 " in answer.splitlines()[0]
    assert incoming() == before


@pytest.mark.parametrize("length", ["-1", "1e9", "0x10", "99999999999999999999999"])
def test_a_length_that_is_none_is_refused(site, length):
    began = time.monotonic()
    _, answer = send(site, "/runs/new/", f"Content-Length: {length}\r\n", most=1_000_000)
    assert not answer or answer.split()[1] in (b"400", b"413")
    assert time.monotonic() - began < 60


def test_a_body_of_no_stated_length_is_not_stored(site):
    before = incoming()
    headers = "Transfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    _, answer = send(site, "/runs/import/", headers)
    assert not answer or answer.split()[1] in (b"302", b"400", b"403", b"411", b"413")
    assert incoming() == before
