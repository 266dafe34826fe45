"""Which job waits behind which, and what the timetable asks for."""

from kombu import Queue

QUEUES = [Queue("celery"), Queue("ahead"), Queue("imports")]
"""By urgency: a worker takes from a queue only while those before it are empty.

`celery` holds what somebody waits for, and the timetable's ticks; `ahead` the plans of the night
and of the coming week; `imports` archives that come or go. A worker may be told to take fewer.
"""
ROUTES = {
    "apps.plans.tasks.make_plan_ahead": {"queue": "ahead"},
    "apps.runlog.tasks.work_on_import": {"queue": "imports"},
    "apps.pages.tasks.make_export": {"queue": "imports"},
}
TIMETABLE = {
    "plans that wait": {"task": "apps.plans.tasks.sweep_plans", "schedule": 30.0},
    "plans that fall due": {"task": "apps.plans.tasks.plan_ahead", "schedule": 300.0},
    "reminders for the next day": {
        "task": "apps.reminders.tasks.make_reminders",
        "schedule": 600.0,
    },
    "imports that wait": {"task": "apps.runlog.tasks.sweep_imports", "schedule": 30.0},
    "reminders that fall due": {"task": "apps.reminders.tasks.send_due", "schedule": 30.0},
    "exports": {"task": "apps.pages.tasks.tend_exports", "schedule": 60.0},
    "the timetable's pulse": {"task": "apps.reminders.tasks.note_beat", "schedule": 30.0},
}
