"""What keeps a backup from being made or brought back."""


class BackupError(Exception):
    """Says in a sentence what is wrong; nothing was changed."""
