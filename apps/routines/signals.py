from django.dispatch import Signal

session_logged = Signal()
"""Sent with `runner` and `date` inside the transaction that wrote or removed a logged session."""
