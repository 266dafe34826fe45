"""Tables of fields: one table reads a JSON object into a dataclass and writes it back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import reduce
from typing import Any, Final

from apps.coach.schema.readers import BAD, At, Reader, is_object

UNSET: Final = object()


class Field:
    """One key of an object.

    `default` stands for a key left out where the dataclass has no default of its own. `attr` is
    the attribute's name where it differs; None reads the key, checks it and forgets it. `sparse`
    leaves the key out of the JSON while it is None or empty.
    """

    __slots__ = ("attr", "default", "name", "read", "required", "sparse")

    def __init__(
        self,
        name: str,
        read: Reader,
        *,
        required: bool = False,
        default: Any = UNSET,
        attr: str | None = "",
        sparse: bool = False,
    ) -> None:
        self.name, self.read, self.required = name, read, required
        self.default, self.sparse = default, sparse
        self.attr = name if attr == "" else attr

    def ordered(self, written: Any) -> Any:
        """A mapping whose keys are known, in the order of their table."""
        if isinstance(self.read, Record) and isinstance(written, dict):
            names = [field.name for field in self.read.fields if field.name in written]
            return {name: written[name] for name in names}
        return written


Fault = tuple[str, str]
"""The field, with dots between its keys, and what is wrong with it."""


class Record:
    """A dataclass and the table of its keys, in the order in which they are written."""

    def __init__(
        self,
        made: Callable[..., Any],
        *fields: Field,
        judge: Callable[[Any], Iterator[Fault]] | None = None,
    ) -> None:
        self.made, self.fields, self.judge = made, fields, judge
        self.names = {field.name for field in fields}

    def __call__(self, value: Any, at: At) -> Any:
        before = len(at.faults)
        if not is_object(value, at):
            return BAD
        for key in value:
            if key not in self.names:
                at.down(key).fault("is not a key that is known here")
        read = {
            field: self._read(field, value, at)
            for field in self.fields
            if field.name in value or field.required or field.default is not UNSET
        }
        if len(at.faults) > before:
            return BAD
        return self._judged(self.made(**{f.attr: v for f, v in read.items() if f.attr}), at)

    def _read(self, field: Field, value: Mapping[str, Any], at: At) -> Any:
        if field.name in value:
            return field.read(value[field.name], at.down(field.name))
        return at.down(field.name).fault("is required") if field.required else field.default

    def _judged(self, made: Any, at: At) -> Any:
        faults = list(self.judge(made)) if self.judge else []
        for key, fault in faults:
            reduce(At.down, key.split("."), at).fault(fault)
        return BAD if faults else made

    def write(self, value: Any, records: Mapping[Any, "Record"]) -> dict[str, Any]:
        """The JSON object of `value`; `records` knows the dataclasses inside it."""
        pairs = [(field, getattr(value, field.attr)) for field in self.fields if field.attr]
        return {
            field.name: field.ordered(to_json(entry, records))
            for field, entry in pairs
            if not (field.sparse and entry in (None, ()))
        }


def to_json(value: Any, records: Mapping[Any, Record]) -> Any:
    """Plain JSON values for anything that the coach's types hold."""
    if type(value) in records:
        return records[type(value)].write(value, records)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(entry, records) for entry in value]
    if isinstance(value, Mapping):
        return {key: to_json(entry, records) for key, entry in value.items()}
    return value
