"""A small SMTP server with bad days."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.faults.dice import DELAY_S, Dice

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.MULTILINE | re.IGNORECASE)


class HangUp(Exception):  # noqa: N818
    """The server leaves without a word."""


class Conversation:
    def __init__(self, dice: Dice, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.dice, self.reader, self.writer = dice, reader, writer
        self.fault = ""

    async def hold(self) -> None:
        self.say("220 a server with bad days")
        with suppress(HangUp, ConnectionError, asyncio.IncompleteReadError):
            while line := await self.reader.readline():
                await self.answer(line.strip().upper())
        self.writer.transport.abort()

    def say(self, words: str) -> None:
        self.writer.write(f"{words}\r\n".encode())

    async def answer(self, line: bytes) -> None:
        if line.startswith(b"MAIL"):
            self.fault = self.dice.throw()
        if line.startswith(b"RCPT") and self.fault == "refuse at once":
            self.say("450 4.2.0 come back later")
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


@contextmanager
def smtp_server(dice: Dice) -> Iterator[int]:
    """The port of a server that lives in a thread of its own."""
    loop = asyncio.new_event_loop()
    conversations: set[asyncio.Task[None]] = set()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        conversations.add(task)
        try:
            await Conversation(dice, reader, writer).hold()
        finally:
            conversations.discard(task)

    server = loop.run_until_complete(asyncio.start_server(meet, "127.0.0.1", 0, limit=2**20))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def end() -> None:
        server.close()
        for task in list(conversations):
            task.cancel()
        await asyncio.sleep(0.05)
        loop.stop()

    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop)
        thread.join()
        loop.close()
