from django.dispatch import Signal

plan_revised = Signal()
"""Sent with `revision` inside the transaction that stored a new revision of a plan."""
