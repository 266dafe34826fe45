"""Why the week is another than before: the rule, and the runner's own number in a clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from apps.coach import kept, limits
from apps.coach.filling.runs import rounded
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.morning import told
from apps.coach.rhythm import is_meant
from apps.coach.rules import after_a_break, amber_week, clinician_limits
from apps.coach.state import Standing
from apps.coach.types import Day, Item, Limit, Plan, State
from apps.coach.why import km

LIFTED = "a clinician's limit holds no longer"

Cause = tuple[str, str]
"""A rule's id and what it says here, without a full stop; empty where nothing hurts."""

STATE_CAUSE: dict[State, Cause] = {
    "refer": ("S1", "someone has to look at what you told us first"),
    "acute": ("S3", "walking and stairs come before running after a sudden pain"),
    "return": ("S8", "each stage of the way back is earned"),
    "tendon": ("S13", "the sore tendon at the sit bone sets the week"),
    "break": ("P21", "the first days after a break are short"),
    "ill": ("S14", "fever and illness come before training"),
    "niggle": ("P6", ""),
    "healthy": ("P25", ""),
}


def _sore(log: Log) -> Cause:
    """The worst report of the days that make the week an amber one."""
    day, worst = max(log.reports(amber_week.WINDOW_DAYS), key=lambda report: report[::-1])
    return "P6", f"your hamstring was {worst}/10 on {day:%A}"


@dataclass(frozen=True, slots=True)
class News:
    """What is known now that the revision before did not know."""

    morning: bool
    ran_m: int
    """Metres run this week by now where they are more than was planned by now, else 0."""
    untold: bool
    """The last run came without an answer about pain since."""
    week_m: tuple[int, int] | None
    """What the week was meant to hold and what it is now, where the two differ."""
    limits: tuple[Limit, ...]
    """Those that a clinician has set since."""
    lifted: bool
    """Whether a clinician's limit holds no longer, or another has taken its place."""
    gaps_m: Mapping[str, int]
    """Most metres of each run, by id, that the days since the run before keep shorter."""


def news_since(
    log: Log, standing: Standing, previous: Plan, days: tuple[Day, ...], frame: Frame
) -> News:
    said = (a.text for a in previous.alerts if (a.rule, a.level) == ("S5", "caution"))
    ran, was = _metres(days, log.today, done_alone=True), previous.signals.get("week_target_m")
    return News(
        morning=standing.red_today and not any(told(log) in text for text in said),
        ran_m=ran if ran > _metres(previous.days, log.today) else 0,
        untold=standing.hold and not kept.waits(previous),
        week_m=(was, now) if isinstance(was, int) and was != (now := frame.target_m) else None,
        limits=limits.news(log, previous),
        lifted=limits.lifted(log, previous),
        gaps_m={f"{days[i].date.isoformat()}-run": frame.caps_m[i] for i in frame.after_gap},
    )


def _metres(days: tuple[Day, ...], until: date, *, done_alone: bool = False) -> int:
    items = (i for day in days if day.date <= until for i in day.items if i.done or not done_alone)
    return sum(i.run.distance_m for i in items if i.run is not None)


def cause_of(log: Log, standing: Standing, item: Item, news: News, *, grew: bool = False) -> Cause:
    """What stands behind the change of this item; the gravest first.

    Nothing that hurts or is unknown makes a run longer: what `grew` has no such clause.
    """
    limit = _limit(news, item)
    if grew:
        if limit and item.kind == "run":
            return clinician_limits.ID, limit
        return _as_the_week(standing.state, "", _week(news, item))
    if item.id in log.snapshot.missed:
        return "S16", "what did not happen is not added back"
    if limit:
        return clinician_limits.ID, limit
    if news.morning and item.kind == "run":
        return "S5", f"you noted {told(log)} today"
    if news.ran_m and item.kind == "run":
        return "S7", f"{km(news.ran_m)} of this week are run by now, more than planned"
    if standing.state == "niggle" and log.reports(amber_week.WINDOW_DAYS):
        return _sore(log)
    if news.untold and item.kind == "run":
        return "S17", "your last run does not say how it felt"
    state, week = _state_clause(log, standing.state), _week(news, item)
    if standing.state != "break" and (gap := _gap(item, news, alone=not (state or week))):
        return after_a_break.ID, gap
    return _as_the_week(standing.state, state, week)


def _gap(item: Item, news: News, *, alone: bool) -> str:
    """That the run stands days after the one before: where it could be no longer, or `alone`."""
    most = news.gaps_m.get(item.id, 0)
    full = item.run is not None and 0 < rounded(most) <= item.run.distance_m
    if not (full or alone):
        return ""
    return next((w.text.split(":")[0] for w in item.why if w.rule == after_a_break.ID), "")


def _state_clause(log: Log, state: State) -> str:
    """A gap that the wished days bring is not called a break."""
    if state == "break" and is_meant(log):
        return f"the first run after {log.days_off} days is a little shorter"
    return STATE_CAUSE[state][1]


def _limit(news: News, item: Item) -> str:
    """The first new limit on this kind of item, or that one was lifted."""
    told = (limits.told(one) for one in news.limits if limits.concerns(one, item))
    return next(told, LIFTED if news.lifted else "")


def _as_the_week(state: State, clause: str, week: str) -> Cause:
    """The state's own rule, or the week's target where it says no more than that."""
    rule = "P1" if state == "healthy" and week else STATE_CAUSE[state][0]
    return rule, clause or week


def _week(news: News, item: Item) -> str:
    """How much longer or shorter the whole week is meant to be."""
    if news.week_m is None or item.kind != "run":
        return ""
    was, now = news.week_m
    return f"this week is now meant to hold {km(now)} (it was {km(was)})"
