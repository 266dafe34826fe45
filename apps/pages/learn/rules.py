"""All rules of the coach, each with what it does to a plan in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from apps.coach.rules import (
    RULES,
    after_a_break,
    contrast,
    first_run_gate,
    keep_a_little,
    next_morning,
    regular_speed,
    return_stages,
    shown_not_used,
    single_run_cap,
    unknown_is_unsafe,
    week_cap,
)
from apps.pages.learn.evidence import Claim, of_rule


def _more(growth: float) -> str:
    return f"{round((growth - 1) * 100)} %"


DOES: Final[Mapping[str, tuple[str, str]]] = {
    "S1": (
        "Signs that need a doctor",
        "Any of them stops running and strength, and we say whom to see, the most urgent first.",
    ),
    "S2": (
        "When to stop",
        "Pain above 5 of 10, a sudden grab or a limp ends the session, and no run follows "
        "for at least two days.",
    ),
    "S3": (
        "Tests before the first run",
        "Two days in a row: walking, stairs and half squats at "
        f"{first_run_gate.MAX_EASY_TEST} of 10 or less, ten bridges at "
        f"{first_run_gate.MAX_BRIDGES} or less, the knee straight, no limp.",
    ),
    "S4": (
        "How much pain a run may have",
        "Up to 5 of 10 where it came little by little, 3 at the sit bone, 2 after a strain.",
    ),
    "S5": (
        "The next morning",
        f"A morning at {next_morning.ALWAYS_RED} of 10, or {next_morning.RISE} above your "
        "usual one, means no run that day and less after it. Until yours is known: pain from "
        f"{next_morning.RISE}, tightness from "
        f"{next_morning.ASSUMED_TIGHTNESS + next_morning.RISE}.",
    ),
    "S6": (
        "How long one run may be",
        f"At most {_more(single_run_cap.GROWTH)} longer than the longest of the last "
        f"{single_run_cap.WINDOW_DAYS} days, less after a break.",
    ),
    "S7": (
        "How far a week may go",
        f"At most {_more(week_cap.GROWTH)} above your usual week, or "
        f"{week_cap.FLOOR_M // 1000} km above a small one.",
    ),
    "S8": (
        "Step by step after a strain",
        f"Two calm runs, at {return_stages.CLEAN} of 10 or less, open the next step; pain "
        "or a worse morning leads back.",
    ),
    "S9": (
        "Fast running after a strain",
        "It waits for calm half-hour runs, even bridges on both sides and a leg swing that "
        "feels sure.",
    ),
    "S10": ("Hard runs stand apart", "Never on two days in a row."),
    "S11": (
        "Room after lowering work",
        "No fast running for 48 hours after it, 72 while it is new or from 50 years on.",
    ),
    "S12": (
        "Before a race",
        "No heavy lowering work in the week before it, nothing new in the two weeks before.",
    ),
    "S13": (
        "No stretch where it presses",
        "No hard stretch and no deep bend of the hip for a sore sit bone or a fresh strain.",
    ),
    "S14": (
        "Fever",
        "No training until a day without fever and without medicine for it; then easy and short.",
    ),
    "S15": (
        "Days of rest",
        "At least one full day in seven; more for new runners, from 50 years on and on the "
        "way back.",
    ),
    "S16": ("Nothing is added back", "What was left out stays out; later days keep what they had."),
    "S17": (
        "What nobody knows",
        "Without a word on how the last run felt nothing grows. Until two weeks are logged all "
        "is easy, and of the running that you tell us of "
        f"{unknown_is_unsafe.TOLD_SHARE * 100:.0f} % counts. For some no plan is made at all.",
    ),
    "S18": (
        "A clinician’s limit",
        "What your physio or doctor allows at most holds until the day they named, or until you "
        "take it off.",
    ),
    "P1": ("How fast weeks grow", "About a tenth above the best calm week of the last four."),
    "P2": ("Mostly easy", "Four fifths of the minutes at an effort at which you can talk."),
    "P3": ("How many hard runs", "None or one with few runs in a week, two with five and more."),
    "P4": ("The long run’s share", "About a third of the week, more where runs are few."),
    "P5": ("A lighter week", "After three or four that build, one holds about a quarter less."),
    "P6": (
        "A softer week",
        "After an ache of 3 to 5 of 10: less distance and no fast session for a week.",
    ),
    "P7": (
        "Strength each week",
        "Two sessions, one before a race; something for the hip and something for the knee.",
    ),
    "P8": (
        "The Nordic ladder",
        "From 8 repetitions in the first week to 48 in the eighth, for those who are "
        "strong enough to begin.",
    ),
    "P9": (
        "A little for ever",
        f"At least {keep_a_little.MIN_REPS} lowering repetitions a week, and never "
        f"{keep_a_little.MAX_DAYS_WITHOUT} days without.",
    ),
    "P10": ("Short sets", "Six lowering repetitions at most, slowly, with a good rest."),
    "P11": (
        "One step at a time",
        "An exercise gets harder after two calm sessions, easier after pain or a pause.",
    ),
    "P12": (
        "Where strength begins",
        "The single-leg bridge, left and right, every four weeks; the weaker side gets a set more.",
    ),
    "P13": ("Hard days hard", "Strength stands on the day of the hard run or on the day after it."),
    "P14": ("Run first", "On one day the run comes before the strength."),
    "P15": (
        "Stretching, if you like",
        "Two holds of half a minute for each leg, five days a week.",
    ),
    "P16": ("Warming up", "Some easy minutes and leg swings before fast running, no long holds."),
    "P17": ("Rolling, if you like", "One or two minutes after a run."),
    "P18": (
        "A little speed, often",
        f"A few strides each week; fast minutes grow by {_more(regular_speed.GROWTH)} at most.",
    ),
    "P19": (
        "Quicker steps",
        "Five percent more steps in short blocks, for those whose foot lands far in front.",
    ),
    "P20": (
        "Before the race",
        "One to three weeks with about half the distance, and still some speed.",
    ),
    "P21": (
        "After a break",
        f"From {after_a_break.BREAK_FROM} days off the first runs are shorter, down to "
        "walking and running after four weeks. A gap of up to "
        f"{after_a_break.USUAL_UP_TO} days that your weeks always hold shortens the next run "
        "alone, not the week.",
    ),
    "P22": ("New to running", "Two or three short outings with walking in between, nothing hard."),
    "P23": (
        "From 50 years on",
        "Fewer hard runs, more room between them, lighter weeks more often.",
    ),
    "P24": (
        "The year after a strain",
        "Two strength sessions, a set more on that side, no full sprint in the first weeks.",
    ),
    "P25": (
        "The life you have",
        "Time, days and things at hand decide what fits; extras go first, the long run last.",
    ),
    "P26": (
        "Days that differ",
        f"Above a monotony of {contrast.FLAG_ABOVE:g} we suggest more contrast. Nothing is "
        "held back.",
    ),
    "P27": (
        "Ratios are only shown",
        f"After {shown_not_used.SHOWN_AFTER_DAYS} days, as a trend; no plan looks at them.",
    ),
}
"""By rule: its name, and what it does. The exact limits are the coach's."""


@dataclass(frozen=True, slots=True)
class RulePage:
    id: str
    name: str
    does: str
    claim: Claim
    is_hard: bool


def rule_pages() -> tuple[RulePage, ...]:
    """Every rule in the coach's order, the ones that are never broken first."""
    return tuple(RulePage(one.rule, *DOES[one.rule], of_rule(one.rule), one.hard) for one in RULES)
