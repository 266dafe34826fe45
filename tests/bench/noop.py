"""A task that does nothing: the least that any task costs."""

from celery import shared_task


@shared_task
def noop() -> None:
    """Nothing."""
