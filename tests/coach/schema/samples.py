"""One snapshot that holds every key of the contract."""

import copy
from typing import Any

PLAN: dict[str, Any] = {
    "schema": 1,
    "week_start": "2026-11-23",
    "status": "ok",
    "state": "return",
    "stage": 3,
    "phase": "base",
    "headline": "A calm week – with 3 runs.",
    "days": [
        {
            "date": "2026-11-23",
            "items": [
                {
                    "id": "2026-11-23-run",
                    "kind": "run",
                    "title": "Walk and run",
                    "minutes": 25,
                    "pinned": False,
                    "done": False,
                    "if": "gate",
                    "run": {
                        "type": "walk_run",
                        "distance_m": 3000,
                        "rpe_low": 2,
                        "rpe_high": 4,
                        "fast_s": 0,
                        "steps": [
                            {
                                "kind": "run",
                                "repeat": 5,
                                "duration_s": 240,
                                "distance_m": None,
                                "rpe": 4,
                                "speed_pct": None,
                            }
                        ],
                    },
                    "exercises": [
                        {
                            "slug": "two-leg-bridge-hold",
                            "sets": 3,
                            "reps": None,
                            "hold_s": 30,
                            "tempo": "hold",
                            "rest_s": 45,
                            "side": "both",
                        }
                    ],
                    "load_class": "low",
                    "why": [
                        {
                            "rule": "S8",
                            "text": "Two calm runs at each stage.",
                            "grade": "B",
                            "population": "shown in footballers",
                            "source": "V68",
                        }
                    ],
                }
            ],
        }
    ],
    "totals": {
        "run_m": 3000,
        "run_minutes": 25,
        "strength_sessions": 0,
        "stretch_minutes": 0,
        "load": 75,
    },
    "signals": {
        "last_7d_m": 3000,
        "monotony": None,
        "weekly_change_pct": 4.5,
        "pain_trend": "down",
    },
    "alerts": [{"level": "info", "rule": "S6", "text": "Your longest run was 3 km."}],
    "changes": [
        {
            "item": "2026-11-23-run",
            "from": None,
            "to": "2026-11-24",
            "because": "S8",
            "text": "Moved by a day.",
        }
    ],
    "sources": {"V68": {"citation": "Mendiguchia 2017", "doi": "10.1249/MSS.0000000000001241"}},
}
SNAPSHOT: dict[str, Any] = {
    "schema": 1,
    "today": "2026-11-24",
    "week_start": "2026-11-23",
    "runner": {
        "birth_year": 1985,
        "experience": "regular",
        "goal": {"kind": "race", "race_date": "2027-04-11", "race_distance_m": 42195},
        "available": {"mon": 60, "tue": 0, "wed": 45, "thu": 60, "fri": 30, "sat": 90, "sun": 150},
        "run_days": ["tue", "thu", "sun"],
        "long_run_day": "sun",
        "runs_per_week": 4,
        "target_weekly_m": 30000,
        "equipment": ["mat", "band"],
        "bridge_reps": {"left": 22, "right": 28, "date": "2026-11-01"},
        "strength_level": 3,
        "morning_baseline": 1,
        "bmi_over_30": False,
        "out_of_scope": ["graft"],
        "injuries": [
            {
                "kind": "strain",
                "side": "left",
                "date": "2026-08-20",
                "onset": "sudden",
                "status": "returned",
                "returned_on": "2026-10-05",
                "stage": 3,
            }
        ],
        "wants": {"stretch": True, "roll": False},
        "told": {"week_m": 30000, "longest_m": 12000, "date": "2026-11-24"},
    },
    "runs": [
        {
            "date": "2026-11-22",
            "distance_m": 8000,
            "duration_s": 2880,
            "rpe": 4,
            "kind": "easy",
            "fast_s": 0,
            "pain_during": 1,
            "pain_after": None,
            "sudden": False,
            "limp": False,
        }
    ],
    "checkins": [
        {
            "date": "2026-11-24",
            "pain": 1,
            "tightness": 2,
            "side": "left",
            "sitting_pain": None,
            "place": "sit_bone",
            "fever": False,
            "fever_medicine": False,
            "ill": False,
            "gate": {
                "walk_30": 0,
                "stairs": 1,
                "half_squat": 1,
                "bridges": 2,
                "knee_straight": True,
                "limp": False,
                "insecure": False,
            },
            "red_flags": ["pop"],
        }
    ],
    "sessions": [
        {
            "date": "2026-11-21",
            "kind": "strength",
            "exercises": [
                {"slug": "nordic-lowering", "sets": 3, "reps": 6, "hold_s": None, "effort": 7}
            ],
            "completed": 0.5,
            "pain": 0,
            "soreness_48h": 3,
        }
    ],
    "fixed": [
        {
            "date": "2026-11-28",
            "kind": "run",
            "minutes": 40,
            "run": {"type": "easy", "distance_m": 6000},
            "exercises": [],
        }
    ],
    "cleared": ["2026-11-20"],
    "missed": ["2026-11-23-run"],
    "limits": [{"kind": "runs", "until": "2026-12-12", "value": 3, "by": "Dana Weber"}],
    "ill": ["2026-11-27"],
    "at_hand": [{"date": "2026-11-28", "equipment": ["mat"]}],
    "previous": PLAN,
}


def snapshot(**changes: Any) -> dict[str, Any]:
    """The full snapshot; a change names its place with double underscores: `runner__goal`."""
    data = copy.deepcopy(SNAPSHOT)
    for path, value in changes.items():
        *places, key = path.split("__")
        target: Any = data
        for place in places:
            target = target[int(place) if place.isdigit() else place]
        target[key] = value
    return data


def smallest() -> dict[str, Any]:
    """The keys that are required, and no other."""
    runner = {"birth_year": 1985, "available": {}}
    return {"schema": 1, "today": "2026-11-24", "week_start": "2026-11-23", "runner": runner}
