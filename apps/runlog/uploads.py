"""Count what comes in as it comes: what is too large or unasked for is never stored."""

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from apps.runlog.importers.archives.sniff import is_zip
from apps.runlog.reading import ARCHIVE_TOO_LARGE, TOO_LARGE

MOST_FILES: Final = 200
TOO_MANY: Final = (
    f"Up to {MOST_FILES} files can be sent at once. Please send it again, or as a ZIP."
)
WELCOME: Final = frozenset({"run_import"})
"""Pages that take files, from those who have logged in; sent elsewhere they are thrown away."""


class UploadGuard(FileUploadHandler):
    """Counts files and bytes before the handlers that keep them; `refused` is name and reason."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refused: list[tuple[str, str]] = []
        self.files = 0
        self.received = 0
        self.is_archive = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files, self.received = self.files + 1, 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # Not before the first chunk: leaving a file closes what the handlers behind have open,
        # which until they have heard of this one is the file before.
        if not self._is_welcome():
            raise SkipFile
        if start == 0:
            self.is_archive = is_zip(raw_data)
        if self.files > MOST_FILES:
            self._refuse(TOO_MANY)
        self.received += len(raw_data)
        if self.is_archive and self.received > settings.ARCHIVE_MAX_BYTES:
            self._refuse(ARCHIVE_TOO_LARGE)
        if not self.is_archive and self.received > settings.UPLOAD_MAX_BYTES:
            self._refuse(TOO_LARGE)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""

    def _is_welcome(self) -> bool:
        if self.request is None:
            return False
        user, match = getattr(self.request, "user", None), self.request.resolver_match
        return bool(user and user.is_authenticated and match and match.url_name in WELCOME)

    def _refuse(self, reason: str) -> None:
        self.refused.append((str(self.file_name), reason))
        raise SkipFile


def guard(request: HttpRequest) -> UploadGuard:
    """The guard of this request; it stands before every body, by `FILE_UPLOAD_HANDLERS`."""
    return next(one for one in request.upload_handlers if isinstance(one, UploadGuard))
