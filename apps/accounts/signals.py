from django.dispatch import Signal

profile_changed = Signal()
"""Sent with `runner` inside the transaction that changed the profile or the injuries."""

onboarding_finished = Signal()
"""Sent once with `runner` and `answers` inside the transaction that ends the three screens.

`answers` is what the runner said of the hamstrings now, as a check-in takes it: `date` (local),
`pain` and `tightness` (0–10), `side` ("left", "right", "both" or ""), `sitting_pain` (0–10 or
None) and `red_flags` (a list of the coach's words). Whoever keeps check-ins writes the first one.
"""
