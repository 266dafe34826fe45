"""A mail service with bad days, as Resend speaks: it knows each mail by the key with it."""

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.faults.dice import DELAY_S, Dice


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    dice: Dice
    kept: dict[str, bytes]
    lock: threading.Lock

    def do_POST(self) -> None:
        fault = self.dice.throw()
        if fault == "hang up at once":
            return self.hang_up()
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:  # killed in the middle of its mail: that is none
            return self.hang_up()
        if fault in ("hang up within the mail", "take nothing and hang up"):
            return self.hang_up()
        if fault == "refuse at once":
            return self.say(429, {"name": "rate_limit_exceeded"})
        if fault == "refuse at the end":
            return self.say(503, {"name": "application_error"})
        if not self.take(body):
            return self.say(409, {"name": "invalid_idempotent_request"})
        if fault == "take it and hang up":
            return self.hang_up()
        if fault == "delay":
            time.sleep(DELAY_S)
        return self.say(200, {"id": "49a3999c"})

    def take(self, body: bytes) -> bool:
        """Pass the mail on unless the key is known; False for a key with another text."""
        key = self.headers["Idempotency-Key"]
        with self.lock:
            if key in self.kept:
                return self.kept[key] == body
            self.dice.take(json.loads(body)["headers"]["Message-ID"])
            self.kept[key] = body
        return True

    def say(self, code: int, words: dict[str, str]) -> None:
        body = json.dumps(words).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Hall(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A killed worker leaves in the middle of a word; what is wrong here is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


@contextmanager
def mail_service(dice: Dice) -> Iterator[int]:
    """The port of a service that lives in threads of its own."""
    told = {"dice": dice, "kept": {}, "lock": threading.Lock()}
    server = Hall(("127.0.0.1", 0), type("OurDesk", (Desk,), told))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
