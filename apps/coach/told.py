"""What the runner told of their running, for as long as the log says too little (S17)."""

from datetime import timedelta

from apps.coach.log import Break, Log
from apps.coach.rules import novice_start, unknown_is_unsafe, week_cap
from apps.coach.types import Told


def _fresh(log: Log) -> Told | None:
    one = log.snapshot.runner.told
    if one is None or not log.is_short or log.snapshot.runner.experience == "novice":
        return None
    is_fresh = 0 <= (log.today - one.date).days < unknown_is_unsafe.TOLD_DAYS
    return one if is_fresh else None


def told(log: Log) -> Told | None:
    """What may stand in for a log of less than two weeks.

    None where there is none, it was told four weeks ago or more, the runner is new to running, or
    it leads no further than the short start that everybody may make.
    """
    one = _fresh(log)
    return one if one is not None and unknown_is_unsafe.is_beyond_start(one) else None


def said_week_m(log: Log) -> int:
    """The told week as it was said, 0 where none was of late."""
    one = _fresh(log)
    return 0 if one is None else one.week_m


def week_m(log: Log) -> int:
    """What counts as a usual week, 0 where nothing told does."""
    one = told(log)
    return 0 if one is None else unknown_is_unsafe.counted_week_m(one)


def longest_m(log: Log) -> int:
    """What counts as the longest run, 0 where nothing told does."""
    one = told(log)
    return 0 if one is None else unknown_is_unsafe.counted_run_m(one)


def usual_m(log: Log) -> float:
    """What a week usually holds: logged, or told while little is logged."""
    return max(log.usual_m, week_m(log))


def _is_logged_before(log: Log, pause: Break) -> bool:
    """Whether two weeks or more were logged when a break began."""
    return len(log.weeks_before(pause.before + timedelta(days=1))) >= week_cap.MIN_WEEKS


def knows_before(log: Log, pause: Break) -> bool:
    """Whether there is a usual week for the table of breaks to take a share of.

    A first week is none: its second run would find no room in a share of the first alone.
    """
    return bool(week_m(log)) or _is_logged_before(log, pause)


def usual_before(log: Log, pause: Break) -> float:
    """The same as of the beginning of a break; one logged week says less than what was told."""
    counted = week_m(log)
    if counted and not _is_logged_before(log, pause):
        return counted
    return max(log.usual_before(pause), counted)


def runs(log: Log) -> int:
    """Days of running in a week that holds what was told, 0 where nothing told counts."""
    least, most = unknown_is_unsafe.TOLD_RUNS
    counted = week_m(log)
    each = -(-counted // unknown_is_unsafe.TOLD_RUN_EACH_M)
    return min(max(each, least), most) if counted else 0


def beyond_start(log: Log, ran: int, runs: list[int]) -> list[int]:
    """Of pinned runs, in the order of their days, those beyond what a short log leaves to a week
    with `ran` days of running behind it.
    """
    if not log.is_short or told(log) is not None:
        return []
    return runs[max(novice_start.RUNS[1] - ran, 0) :]


def signal(log: Log) -> str | None:
    """What counts as one word of the plan's signals, None where nothing told does."""
    return f"{week_m(log)}:{longest_m(log)}" if week_m(log) else None
