"""`python -m tests.machines.hurried FILE`: a timetable that asks each second, not each minute."""

import sys

from config.celery import app

app.conf.beat_schedule = {
    name: {**told, "schedule": 1.0} for name, told in app.conf.beat_schedule.items()
}

if __name__ == "__main__":
    app.start(["beat", "--schedule", sys.argv[1]])
