"""The coach's JSON: from text to values and back.

Reading finds every fault at once and names the field of each; unknown keys, keys given twice,
dates after today and numbers out of bounds are faults. Writing is byte-stable: the keys stand in
the fixed order of the contract. What the contract leaves open is settled so:

- `today` lies within the planned week or at most 28 days before it;
- a weekday left out of `runner.available` has 0 minutes;
- runs, check-ins and sessions lie within the ten years before `today`; injuries may be older;
- `red_flags` takes any short plain name, so that a flag nobody knows yet still stops the plan;
- an entry of `fixed` may carry every key of a plan's item; only date, kind, minutes, exercises
  and the run's type and distance count;
- whole numbers must be written as such: 5, not 5.0.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apps.coach.schema.plan import ANSWER, PLAN, VIOLATION
from apps.coach.schema.readers import BAD, At, OnceObject, day
from apps.coach.schema.records import Record
from apps.coach.schema.snapshot import FIXED, RECORDS, SNAPSHOT
from apps.coach.types import Answer, Fixed, Plan, Snapshot, Violation


class SchemaError(ValueError):
    """JSON that does not fit; `faults` holds one line for each fault, naming its field."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_snapshot(text: str) -> Snapshot:
    """The snapshot in a JSON text. Raises `SchemaError` with every fault."""
    return snapshot_from_dict(_parsed(text, "snapshot"))


def read_plan(text: str) -> Plan:
    """The plan in a JSON text. Raises `SchemaError` with every fault."""
    return plan_from_dict(_parsed(text, "plan"))


def snapshot_from_dict(data: Any) -> Snapshot:
    """The snapshot in parsed JSON. Raises `SchemaError` with every fault."""
    today = data.get("today") if isinstance(data, Mapping) else None
    today = data.get("today") if isinstance(data, Mapping) else None
    found = day(today, At("today", [], None))
    made: Snapshot = _read(SNAPSHOT, data, "", None if found is BAD else found)
    return made


def plan_from_dict(data: Any) -> Plan:
    """The plan in parsed JSON. Raises `SchemaError` with every fault."""
    made: Plan = _read(PLAN, data, "plan", None)
    return made


def fixed_from_dict(data: Any) -> Fixed:
    """One entry of `fixed` in parsed JSON. Raises `SchemaError` with every fault."""
    made: Fixed = _read(FIXED, data, "fixed", None)
    return made


def fixed_to_dict(fixed: Fixed) -> dict[str, Any]:
    return FIXED.write(fixed, RECORDS)


def snapshot_to_dict(snapshot: Snapshot) -> dict[str, Any]:
    return SNAPSHOT.write(snapshot, RECORDS)


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    return PLAN.write(plan, RECORDS)


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    return ANSWER.write(answer, RECORDS)


def violations_to_dicts(violations: Iterable[Violation]) -> list[dict[str, Any]]:
    return [VIOLATION.write(violation, RECORDS) for violation in violations]


def snapshot_to_json(snapshot: Snapshot) -> str:
    """The snapshot as JSON text, the same bytes for the same snapshot."""
    return written(snapshot_to_dict(snapshot))


def plan_to_json(plan: Plan) -> str:
    """The plan as JSON text, the same bytes for the same plan."""
    return written(plan_to_dict(plan))


def written(data: Any) -> str:
    """JSON text as the coach writes it: two spaces of indent, no escapes but those needed."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)


def _read(record: Record, data: Any, key: str, today: date | None) -> Any:
    faults: list[str] = []
    made = record(data, At(key, faults, today))
    if faults:
        raise SchemaError(tuple(faults))
    return made


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=OnceObject.of, parse_constant=_no_number)
    except RecursionError:
        raise SchemaError((f"{name}: is nested too deeply",)) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise SchemaError((f"{name}: is not JSON at {place}: {error.msg}",)) from None
    except ValueError as error:
        raise SchemaError((f"{name}: is not JSON: {error}",)) from None


def _no_number(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON number")
