"""What this app tells."""

from django.dispatch import Signal

export_wanted = Signal()
"""An export waits for a worker. Carries `export_id`."""
