"""Stop counting at 25 MB: what is larger is thrown away as it comes, never stored."""

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from apps.runlog.reading import TOO_LARGE

MOST_FILES: Final = 10
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
    """The guard of this request; it stands before every body, by `FILE_UPLOAD_HANDLERS`."""
    return next(one for one in request.upload_handlers if isinstance(one, UploadGuard))
