"""The whole installation in one file, and back."""

from apps.pages.backup.bring_back import bring_back
from apps.pages.backup.put_away import put_away
from apps.pages.backup.trouble import BackupError

__all__ = ["BackupError", "bring_back", "put_away"]
