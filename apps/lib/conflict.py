"""Two tabs changed the same row: one save stands, the other is told."""


class Conflict(Exception):  # noqa: N818
    """The row has a newer version than the one this form was drawn from; nothing was written."""
