"""The servers with bad days must themselves be right, or what they count means nothing."""

import asyncio
import gc
import json
import smtplib
import socket
from concurrent.futures import ThreadPoolExecutor

from tests.faults.dice import Calm
from tests.faults.service import mail_service
from tests.faults.smtp import smtp_server

BODY = json.dumps({"headers": {"Message-ID": "<one@example.org>"}}).encode()
HEAD = (
    "POST /emails HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: one\r\n"
    f"Content-Length: {len(BODY)}\r\n\r\n"
).encode()


def say(port: int, words: bytes) -> bytes:
    """Say this, hang up, and hear what was answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        return line.recv(100)


def test_half_a_mail_is_none_and_its_key_stays_free():
    dice = Calm(1)
    with mail_service(dice) as port:
        assert say(port, HEAD + BODY[:10]) == b""
        assert not dice.taken
        assert b" 200 " in say(port, HEAD + BODY)
    assert dice.taken == {"<one@example.org>": 1}


def test_a_mail_server_that_ends_leaves_no_socket_behind():
    with smtp_server(Calm(1)) as port:
        talking = smtplib.SMTP("127.0.0.1", port)
        silent = socket.create_connection(("127.0.0.1", port))
    for line in (talking.sock, silent):
        assert line
        line.close()
    gc.collect()  # an unclosed socket is a warning, and a warning is an error


def test_a_mail_server_starts_and_ends_where_another_loop_runs_already():
    async def meet() -> int:
        with smtp_server(Calm(1)) as port, smtplib.SMTP("127.0.0.1", port) as line:
            return line.noop()[0]

    # In a thread: a browser's test may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, meet()).result() == 250
