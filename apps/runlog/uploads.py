"""Stop counting at 25 MB: what is larger is thrown away as it comes, never stored."""

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from apps.runlog.reading import TOO_LARGE

MOST_FILES: Final = 10
FORM_BYTES: Final = 1_000_000
"""Room for the form's other fields and the borders between its parts."""
TOO_MANY: Final = f"Up to {MOST_FILES} files can be sent at once. Please send it again."


class UploadGuard(FileUploadHandler):
    """Counts files and bytes before the handlers that keep them; `refused` is name and reason."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refused: list[tuple[str, str]] = []
        self.files = 0
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files, self.received = self.files + 1, 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        # Not before the first chunk: leaving a file closes what the handlers behind have open,
        # which until they have heard of this one is the file before.
        if self.files > MOST_FILES:
            self._refuse(TOO_MANY)
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._refuse(TOO_LARGE)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""

    def _refuse(self, reason: str) -> None:
        self.refused.append((str(self.file_name), reason))
        raise SkipFile


def guard(request: HttpRequest) -> UploadGuard:
    """Put a guard before the handlers of this request, whose body nobody has read yet."""
    guard = UploadGuard(request)
    request.upload_handlers = [guard, *request.upload_handlers]
    return guard


def is_beyond_all(request: HttpRequest) -> bool:
    """Whether the body says itself that it holds more than could ever be taken."""
    most = MOST_FILES * settings.UPLOAD_MAX_BYTES + FORM_BYTES
    return int(request.META.get("CONTENT_LENGTH") or 0) > most
