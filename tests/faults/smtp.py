"""A small SMTP server with bad days."""

import asyncio
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress

from tests.faults.dice import DELAY_S, Dice

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.MULTILINE | re.IGNORECASE)
STARTS_WITHIN_S = 60


class HangUp(Exception):  # noqa: N818
    """The server leaves without a word."""


class Conversation:
    def __init__(self, dice: Dice, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.dice, self.reader, self.writer = dice, reader, writer
        self.fault = ""

    async def hold(self) -> None:
        self.say("220 a server with bad days")
        try:
            with suppress(HangUp, ConnectionError, asyncio.IncompleteReadError):
                while line := await self.reader.readline():
                    await self.answer(line.strip().upper())
        finally:
            self.writer.transport.abort()

    def say(self, words: str) -> None:
        self.writer.write(f"{words}\r\n".encode())

    async def answer(self, line: bytes) -> None:
        if line.startswith(b"MAIL"):
            self.fault = self.dice.throw()
        if line.startswith(b"EHLO"):
            self.say("250-a server with bad days\r\n250 PIPELINING")
        elif line.startswith(b"RCPT") and self.fault == "refuse at once":
            self.say("450 4.2.0 come back later")
        elif line.startswith(b"DATA") and self.fault == "refuse at once":
            self.say("503 5.5.1 to whom?")
        elif line.startswith(b"RCPT") and self.fault == "hang up at once":
            raise HangUp
        elif line.startswith(b"DATA"):
            await self.take()
        else:
            self.say("221 bye" if line.startswith(b"QUIT") else "250 ok")

    async def take(self) -> None:
        self.say("354 go on")
        if self.fault == "hang up within the mail":
            await self.reader.readexactly(200)
            raise HangUp
        text = await self.reader.readuntil(b"\r\n.\r\n")
        if self.fault == "take nothing and hang up":
            raise HangUp
        if self.fault == "refuse at the end":
            self.say("451 4.3.0 not now")
            return
        found = MESSAGE_ID.search(text)
        assert found
        self.dice.take(found[1].decode())
        if self.fault == "take it and hang up":
            raise HangUp
        if self.fault == "delay":
            await asyncio.sleep(DELAY_S)
        self.say("250 taken")


class Server:
    """Answers from the moment `port` is known until `end` is called; one loop, in one thread."""

    def __init__(self, dice: Dice, kind: type[Conversation] = Conversation) -> None:
        self._dice, self._kind = dice, kind
        self._conversations: set[asyncio.Task[None]] = set()
        self.port: Future[int] = Future()
        self.end: Callable[[], object] = str

    async def live(self) -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        self.end = lambda: loop.call_soon_threadsafe(over.set)
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0, limit=2**20)
        self.port.set_result(server.sockets[0].getsockname()[1])
        await over.wait()
        # Who has called by now is let in first: between the two asyncio would lose the socket.
        for _ in range(5):
            await asyncio.sleep(0)
        server.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in self._conversations:
                task.cancel()
            await asyncio.wait(others, timeout=0.1)
        await asyncio.sleep(0)  # the loop closes the sockets of all who left

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._conversations.add(task)
        try:
            await self._kind(self._dice, reader, writer).hold()
        finally:
            self._conversations.discard(task)


@contextmanager
def smtp_server(dice: Dice, kind: type[Conversation] = Conversation) -> Iterator[int]:
    """The port of a server that lives in a thread of its own, its loop with it: the thread of the
    tests may have one that runs already, as it has after a browser.
    """
    server = Server(dice, kind)
    thread = threading.Thread(target=lambda: asyncio.run(server.live()), daemon=True)
    thread.start()
    try:
        yield server.port.result(timeout=STARTS_WITHIN_S)
    finally:
        server.end()
        thread.join()
