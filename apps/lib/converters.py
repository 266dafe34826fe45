"""Parts of an address that are more than text."""

from datetime import date


class LocalDateConverter:
    """`2026-11-23`. Years outside 2000–2199 and days that do not exist are no such page."""

    regex = r"2[01]\d{2}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
