from django.dispatch import Signal

log_changed = Signal()
"""Sent with `runner`, `date` (the local date concerned) and `cause` ("run", "checkin" or
"clearance") inside the transaction that wrote, changed or deleted an entry of the log."""

import_wanted = Signal()
"""Sent with `batch_id` inside the transaction after which an import has something to do."""
