"""What the runner said of today, in the words of the question that was asked."""

from apps.coach.log import Log, felt


def told(log: Log) -> str:
    """Today's check-in as `tightness 5/10`: the higher of pain and tightness, or both."""
    asked = [c for c in log.checkins if c.date == log.today]
    worst = max(asked, key=felt, default=None)
    if worst is None:
        return ""
    if worst.pain == worst.tightness:
        return f"pain and tightness {worst.pain}/10"
    name = "pain" if worst.pain > worst.tightness else "tightness"
    return f"{name} {felt(worst)}/10"
