"""Whatever the JSON is: it is read, or refused with lines that can be printed."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach.schema import (
    SchemaError,
    read_plan,
    read_snapshot,
    snapshot_from_dict,
    snapshot_to_dict,
    snapshot_to_json,
)
from tests.coach.schema.samples import SNAPSHOT

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-2, 12)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["2026-11-24", "0000-00-00", "9999-12-31", "easy", "sun", 10**400])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    """Every place in a JSON value, the value itself included."""
    yield path
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield from places(value[key], (*path, key))


PLACES = [path for path in places(SNAPSHOT) if path]


def put(path, value):
    data = copy.deepcopy(SNAPSHOT)
    target = data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return data


def read_or_refuse(read, value):
    """What was read, or None after a refusal whose lines can be printed."""
    lines: tuple[str, ...] = ("nothing",)
    made = None
    try:
        made = read(value)
    except SchemaError as error:
        lines = error.faults
    assert lines
    assert not any("\n" in line for line in lines)
    assert "\n".join(lines).encode()
    return made


@settings(max_examples=300)
@given(st.sampled_from(PLACES), JSON)
def test_one_odd_value_anywhere_is_read_or_refused(path, value):
    made = read_or_refuse(snapshot_from_dict, put(path, value))
    if made is not None:
        assert snapshot_from_dict(snapshot_to_dict(made)) == made
        assert read_snapshot(snapshot_to_json(made)) == made
        assert snapshot_to_json(made).encode()


@settings(max_examples=150)
@given(JSON)
def test_any_json_is_read_or_refused(value):
    read_or_refuse(snapshot_from_dict, value)


@settings(max_examples=150)
@given(st.text() | JSON.map(lambda value: json.dumps(value, default=str)[:5_000]))
def test_any_text_is_read_or_refused(text):
    read_or_refuse(read_snapshot, text)
    read_or_refuse(read_plan, text)
