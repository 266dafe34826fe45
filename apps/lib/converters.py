"""Parts of an address that are more than text."""

from datetime import date


class LocalDateConverter:
    """`2026-11-23`, of any year; a day that does not exist is no such page."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
