"""Whether everything that a runner's day rests on works, not only the pages."""

from typing import Any

from apps.pages.doctor import look_often


def deep_health() -> dict[str, Any]:
    """`status` is `ok` or `faulty`; each check says what it saw and a sentence for each fault."""
    found = look_often()
    return {
        "status": "ok" if all(one.is_well for one in found) else "faulty",
        "checks": {
            one.name: {"ok": one.is_well, "said": one.said, "faults": list(one.faults)}
            for one in found
        },
    }
