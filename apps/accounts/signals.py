from django.dispatch import Signal

profile_changed = Signal()
"""Sent with `runner` inside the transaction that changed the profile or the injuries."""
