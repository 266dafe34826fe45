from django.dispatch import Signal

session_logged = Signal()
"""Sent with `runner` and `date` inside the transaction that wrote or removed a logged session."""

session_played = Signal()
"""Sent with `session`, a guided one, and `share`, the part of it that was done, from 0.0 to 1.0,
inside the transaction that ends it or acts on pain in it."""
