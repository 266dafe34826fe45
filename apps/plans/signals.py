from django.dispatch import Signal

plan_wanted = Signal()
"""Sent with `job_id` and `because` inside the transaction that wrote a job, or found one that
waits too long."""

plan_revised = Signal()
"""Sent with `revision` inside the transaction that stored a new revision of a plan."""
