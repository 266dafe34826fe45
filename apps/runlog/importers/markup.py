"""XML from strangers: streamed, no entities, no document types, no network."""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, Literal

from lxml import etree

from apps.runlog.importers.recorded import UnreadableError
from apps.runlog.importers.unpack import without_lead

Event = Literal["start", "end"]
FROM_STRANGERS: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How every XML is read here, whole or as a stream."""
WHOLE_BYTES: Final = 10_000_000
"""A tree of this much takes some 100 MB and is twice as quick to go through as a stream."""
REPEATED: Final = frozenset({"trkpt", "rtept"})


def events(
    data: bytes, *names: str, when: Sequence[Event] = ("start", "end")
) -> Iterator[tuple[Event, str, etree._Element]]:
    """Start and end of the elements of these names, or of all, in document order.

    Names are without namespace: prefixes differ from one exporter to the next. Raises
    UnreadableError for what is not well-formed or brings a document type along.
    """
    stream = etree.iterparse(
        BytesIO(without_lead(data)),
        events=when,
        tag=[f"{{*}}{name}" for name in names] or None,
        **FROM_STRANGERS,
    )
    try:
        for event, element in stream:
            yield "start" if event == "start" else "end", local_name(str(element.tag)), element
    except etree.XMLSyntaxError as error:
        raise UnreadableError("Its XML is damaged or cut off.") from error


def elements(data: bytes, *names: str) -> Iterator[tuple[str, etree._Element]]:
    """Every element of these names with its content, once: by its start, or in a file too long to
    be held as a tree by its end. What was looked at is cleared there. Raises as `events` does.
    """
    if len(data) > WHOLE_BYTES:
        for _, name, element in events(data, *names, when=("end",)):
            yield name, element
            if name in REPEATED:
                element.clear()
        return
    parser = etree.XMLParser(remove_blank_text=True, **FROM_STRANGERS)
    try:
        root = etree.fromstring(without_lead(data), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("Its XML is damaged or cut off.") from error
    for element in root.iter(*(f"{{*}}{name}" for name in names)):
        yield local_name(element.tag), element


def root_name(data: bytes) -> str:
    """The name of the outermost element; raises UnreadableError as `events` does."""
    _, name, root = next(events(data))
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("It brings a document type along, which no recorder writes.")
    return name


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def texts(element: etree._Element) -> dict[str, str]:
    """The text of every element inside, by its name; of two with one name the first."""
    found: dict[str, str] = {}
    for inner in element.iterdescendants(etree.Element):
        text = inner.text
        if text:
            name = local_name(inner.tag)
            if name not in found:
                found[name] = text.strip()
    return found


def child_text(element: etree._Element, name: str) -> str:
    """The text of the first child of this name, or nothing."""
    for child in element:
        if local_name(str(child.tag)) == name:
            return (child.text or "").strip()
    return ""


def number(text: str | None) -> float | None:
    """A finite number, or None."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def moment(text: str) -> datetime | None:
    """An aware time; one without a zone is UTC, one that is no time is None."""
    try:
        if not text:
            return None
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else datetime.fromisoformat(f"{text}+00:00")
    except (ValueError, OverflowError):
        return None


def seconds(text: str) -> float | None:
    """The same in seconds since 1970."""
    found = moment(text)
    return found.timestamp() if found else None


def offset_minutes(text: str) -> int | None:
    """The offset that a time carries; one given in UTC says nothing of the place."""
    found = moment(text)
    if found is None or not text or text.upper().endswith("Z"):
        return None
    offset = found.utcoffset()
    return round(offset.total_seconds() / 60) if offset else None
