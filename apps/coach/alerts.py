"""What the runner must read besides the days."""

from datetime import timedelta

from apps.coach import limits
from apps.coach.aim import falls_short
from apps.coach.calendar import Calendar, overshoot
from apps.coach.filling.rungs import things_end_before
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.morning import told
from apps.coach.placement.wishes import Pins
from apps.coach.rules import BY_ID, contrast, next_morning, red_flags
from apps.coach.state import Standing
from apps.coach.told import told as told_of
from apps.coach.types import WEEKDAYS, Alert, Day, State
from apps.coach.unmet import Otherwise, in_vain
from apps.coach.why import km, listed

FLAG_WORDS = {
    "pop": "a pop",
    "bruise": "a bruise",
    "cannot_walk": "trouble walking",
    "gap": "a gap in the muscle",
    "sit_bone_slip": "sit-bone pain after a slip",
    "one_leg_swollen": "one swollen leg",
    "breathless": "breathlessness",
    "saddle_numb": "numbness in the saddle area",
    "chest_pain": "chest pain",
    "palpitations": "a racing heart",
    "collapse": "a collapse",
    "legs_weak": "weakness in both legs",
    "foot_drop": "a foot that does not lift",
    "hot_thigh_fever": "fever with a hot thigh",
    "night_pain": "pain at night",
    "pins_needles": "pins and needles",
    "weight_loss": "losing weight, or an earlier cancer",
    "no_better": "no change for the better in two weeks",
    "second_strain": "a second strain within twelve months",
    "long_sit_bone": "sit-bone pain for more than six weeks",
    "tendon_medicine": "tendon pain after a medicine",
}
BARRED_WORDS = {
    "under 18": "under 18",
    "pregnant": "pregnancy",
    "postpartum": "the first twelve weeks after a birth",
    "graft": "a knee ligament made from the hamstring within a year",
    "cardiac": "symptoms of the heart when you train",
}
PIN_CLAIMS = {
    "S17": "This coach is not made for your situation.",
    "S15": "The week's rest and the spacing of its runs leave no room there.",
    "P25": "The day has too little time for it.",
}
"""Where the rule's own claim would not say why a pin does not stand."""
URGENT = "Call the emergency number now."
BOOK = "Book a doctor or a physiotherapist within the next week or two."
SOON = "Have it looked at today or tomorrow, by a doctor or in an emergency department."
ADVICE: dict[State, tuple[Alert, ...]] = {
    "acute": (
        Alert(
            "caution",
            "S3",
            "Please see a physiotherapist this week, above all if walking hurts for more "
            "than a day.",
        ),
    ),
    "tendon": (
        Alert(
            "info",
            "S13",
            "Sitting: stand up every 30 minutes, use a cushion, and leave out forward bends "
            "and hamstring stretches.",
        ),
        Alert(
            "caution",
            "S13",
            "Pain at the sit bone that lasts for weeks belongs in front of a "
            "physiotherapist; see a doctor if it has not changed after six weeks or if the "
            "leg tingles.",
        ),
    ),
    "ill": (
        Alert(
            "stop",
            "S14",
            "No training until a full day has gone by without fever or its medicine. With "
            "chest pain, a racing heart or unusual breathlessness, get help at once.",
        ),
    ),
}
LOOK_AGAIN = (1, 2, 3)
"""Days after a strain on which its signs may still come."""
NO_RUNNING = "No running for now."
LOG_FIRST = (
    "Log or import the runs of your last weeks: from two weeks on the plan follows your own "
    "figures. Until then it stays short and easy. Or tell us under Your week how far you run now."
)
LOG_TOLD = (
    "Log or import the runs of your last weeks: from two weeks on the plan follows your own "
    "figures. Until then it follows what you told us, with room to spare, and stays easy."
)
ASSUMED = (
    "Your usual morning is not known yet, so a little tightness is taken as common; pain counts at "
    "once, and so does tightness from "
    f"{next_morning.ASSUMED_TIGHTNESS + next_morning.RISE}/10. After three checks the plan goes by "
    "your own mornings."
)
ANSWER_FIRST = "Tell us how your last run felt. Until then the week does not grow."
GONE = "What was left out is let go: nothing of it is added to later days."
RACE_NEEDS_TIME = (
    "Your race is this week, but its day holds no time. Give the day some minutes, and the race "
    "stands in the plan."
)
RACE_WAITS = (
    "Your race is this week. Pain, illness and open questions come first, so the plan does "
    "not count on it."
)
NO_TIME = (
    "The days you want hold no time, so the week is rest. Fifteen minutes on one of them "
    "are enough for a start."
)


MORE_THINGS = (
    "Your things end below your level for the knee: socks or a towel on a smooth floor open the "
    "next exercises. Add the slider to your things."
)
NO_THINGS = "A mat or a towel on the floor would open many more exercises; add it to your things."


def _doctor(standing: Standing) -> list[Alert]:
    found = []
    if standing.flags:
        words = listed([FLAG_WORDS.get(f, f.replace("_", " ")) for f in standing.flags])
        act = (URGENT, SOON, BOOK)[min(red_flags.urgency(f) for f in standing.flags)]
        text = f"You told us of {words}. {act} No training until someone has looked at it."
        found.append(Alert("stop", "S1", text))
    if standing.barred:
        text = (
            f"This coach is not made for your situation ({BARRED_WORDS[standing.barred]}). "
            "Please ask a clinician or a physiotherapist for a plan."
        )
        found.append(Alert("stop", "S17", text))
    return found


def _still_runs(log: Log, days: tuple[Day, ...]) -> bool:
    """Whether a run is planned on a later day of the week."""
    return any(i.run and not i.done and d.date > log.today for d in days for i in d.items)


def _strain(log: Log, standing: Standing, days: tuple[Day, ...]) -> list[Alert]:
    """What a fresh strain asks for; the signs are looked at on the three days after it."""
    event = standing.event or log.today
    left = [day for n in LOOK_AGAIN if (day := event + timedelta(days=n)) >= log.today]
    look = "With bruising, a gap or swelling see a doctor the same day."
    if left:
        names = listed([f"{day:%A}" for day in left])
        look = (
            f"Look for bruising, a gap or swelling again on {names}; "
            "with any of them see a doctor the same day."
        )
    first = "Running waits for the small tests." if _still_runs(log, days) else NO_RUNNING
    stop = Alert("stop", "S2", f"{first} Stop at once when it grabs or when you limp.")
    return [stop, Alert("caution", "S1", look)]


def _body(log: Log, standing: Standing, days: tuple[Day, ...]) -> list[Alert]:
    """What the legs and the log ask for."""
    found = _strain(log, standing, days) if standing.state == "acute" else []
    found += ADVICE.get(standing.state, ())
    if standing.red_today and standing.state != "acute":
        after = ", and shorter runs after it." if _still_runs(log, days) else "."
        text = f"You noted {told(log)}: no run today{after}"
        found.append(Alert("caution", "S5", text))
    if _is_assumed(log) and not standing.red_today:
        found.append(Alert("info", "S5", f"You noted {told(log)}. {ASSUMED}"))
    if log.is_short and log.snapshot.runner.experience != "novice":
        found.append(Alert("info", "S17", LOG_FIRST if told_of(log) is None else LOG_TOLD))
    if standing.hold:
        found.append(Alert("caution", "S17", ANSWER_FIRST))
    if contrast.flat(log.monotony):
        text = f"Your last seven days were much alike (monotony {log.monotony})."
        found.append(Alert("info", "P26", f"{text} Easy days may be easier."))
    jump = overshoot(log)
    if jump is not None:
        text = (
            f"{km(jump.distance_m)} was a jump from {km(log.longest_m(jump.date))}. That is fine; "
            "no hard run for three days, and tell us how the next mornings feel."
        )
        found.append(Alert("info", "S6", text))
    return found


def _is_assumed(log: Log) -> bool:
    """Whether today would ask for rest if no tightness at all were taken as usual."""
    tight = any(c.date == log.today and c.tightness >= next_morning.RISE for c in log.checkins)
    return tight and log.assumes_usual


def _limits(log: Log) -> list[Alert]:
    """What a clinician allows at most, so that it is seen beside the plan that keeps it."""
    told = [limits.told(one) for one in limits.in_force(log)]
    return [
        Alert("info", "S18", f"{text[:1].upper()}{text[1:]}. The plan keeps to it.")
        for text in told
    ]


def no_time(log: Log) -> bool:
    """Whether the runner's own wishes leave no day for anything."""
    runner = log.snapshot.runner
    days = runner.run_days if runner.run_days else WEEKDAYS
    return not any(runner.available.get(d, 0) for d in days)


def _wishes(
    log: Log, standing: Standing, week: Calendar, frame: Frame, days: tuple[Day, ...]
) -> list[Alert]:
    """Where the week is not what was asked for."""
    found = [Alert("info", "S16", GONE)] if log.snapshot.missed else []
    if (short := falls_short(log, week, frame, days)) is not None:
        found.append(short)
    if no_time(log):
        found.append(Alert("caution", "P25", NO_TIME))
    if things_end_before(log, standing):
        found.append(Alert("info", "P25", MORE_THINGS))
    if not log.snapshot.runner.equipment:
        found.append(Alert("info", "P25", NO_THINGS))
    races = any(i.run and i.run.type == "race" for d in days for i in d.items)
    if week.race is not None and not races:
        busy = week.closed.get(week.days[week.race]) == "P25"
        rule, text = ("P25", RACE_NEEDS_TIME) if busy else ("S4", RACE_WAITS)
        found.append(Alert("caution", rule, text))
    return found


def alerts(
    log: Log,
    standing: Standing,
    week: Calendar,
    frame: Frame,
    pins: Pins,
    others: tuple[Otherwise, ...],
    days: tuple[Day, ...],
) -> tuple[Alert, ...]:
    """Help first, then the body, then the wishes, then what was pinned in vain."""
    found = _doctor(standing)
    if not found:
        found = (
            _limits(log) + _body(log, standing, days) + _wishes(log, standing, week, frame, days)
        )
    for pin, rule in pins.refused:
        claim = PIN_CLAIMS.get(rule) if rule != "S17" or standing.barred else None
        claim = claim or BY_ID[rule].claim
        found.append(Alert("caution", rule, f"{in_vain(pin.kind, pin.date)} {claim}"))
    found += [Alert("caution", other.rule, other.text) for other in others]
    return tuple(found)
