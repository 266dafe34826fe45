"""A worker that would hear no message any more opens its line to the broker anew."""

from typing import Any, Final

from celery import bootsteps
from celery.worker import state

LOOK_EVERY_S: Final = 5.0


class Hearing(bootsteps.StartStopStep):
    """Looks whether messages that nobody works at count against the worker.

    A worker takes so many messages and asks for no more before one is acknowledged. Where the
    line breaks at that very moment Celery notes that it could not, and goes on; the message counts
    for ever. Once all it may take are such, it asks for nothing, and so never sees that its line
    is dead: it stays up, beats, and does no more work (seen of two tasks that ended while the
    broker was away). To open the line anew hands them back.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, consumer: Any) -> None:
        self.is_full = False
        self.timer = consumer.timer.call_repeatedly(LOOK_EVERY_S, self.look, (consumer,))

    def stop(self, consumer: Any) -> None:  # noqa: ARG002
        self.timer.cancel()

    def look(self, consumer: Any) -> None:
        """Raises `ConnectionError`, on which Celery connects again, where it was so twice."""
        is_idle = not state.reserved_requests and not state.active_requests
        was_full = self.is_full
        self.is_full = is_idle and not consumer.task_consumer.channel.qos.can_consume()
        if was_full and self.is_full:
            raise ConnectionError("messages that were done could not be acknowledged")
