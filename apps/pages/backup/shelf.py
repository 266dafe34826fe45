"""The file of a backup: a tar with the database, the key, the uploads, and last what they must be.

`backup.json` comes last, so a file that was cut off has none. It says of each member how long it is
and its SHA-256.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from apps.pages.backup.trouble import BackupError

FORMAT: Final = 1
LABEL: Final = "backup.json"
UPLOADS: Final = "uploads"
KEY: Final = "secrets/secret_key"
DATABASE: Final = "database"
CHUNK: Final = 1 << 20


class Writer:
    """Adds members and remembers what they are."""

    def __init__(self, target: IO[bytes]) -> None:
        self._tar = tarfile.open(  # noqa: SIM115  # `close` ends it
            fileobj=target, mode="w|", format=tarfile.PAX_FORMAT
        )
        self._seen: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            info = self._tar.gettarinfo(arcname=name, fileobj=file)
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            told = _Heard(file)
            self._tar.addfile(info, told)
        self._seen[name] = {"bytes": info.size, "sha256": told.digest.hexdigest()}

    def add_text(self, name: str, text: str) -> None:
        content = text.encode()
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))
        self._seen[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    def close(self, **about: Any) -> None:
        self.add_text(LABEL, json.dumps({"format": FORMAT, **about, "members": self._seen}))
        self._tar.close()


class _Heard(io.RawIOBase):
    """Reads on and listens to what goes by."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.digest.update(content)
        return content


def label_of(path: Path) -> dict[str, Any]:
    """What the backup says of itself, once every byte of it was looked at.

    Raises:
        BackupError: it is no backup, was cut off, or was changed.
    """
    seen: dict[str, dict[str, Any]] = {}
    told: dict[str, Any] | None = None
    with _reading(path) as tar:
        for name, file in _members(tar):
            if name == LABEL:
                told = json.load(file)
            else:
                seen[name] = _measured(file)
    if told is None or told.get("format") != FORMAT:
        raise BackupError(f"{path} is no whole backup of Hamstride: its label is missing.")
    if seen != told["members"]:
        wrong = sorted(name for name in seen | told["members"] if _differs(name, seen, told))
        raise BackupError(f"{path} is damaged: {wrong[0]} is not as it was put away.")
    return told


def unpack(path: Path, into: Path) -> None:
    """Write every member below `into`. Call `label_of` first."""
    with _reading(path) as tar:
        for name, file in _members(tar):
            place = into / PurePosixPath(name)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.touch(mode=0o600)
            with place.open("wb") as target:
                while content := file.read(CHUNK):
                    target.write(content)


@contextmanager
def _reading(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r|") as tar:
            yield tar
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise BackupError(f"{path} cannot be read as a backup: {error}.") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for info in tar:
        file = tar.extractfile(info) if info.isreg() else None
        if file is None or not _is_ours(info.name):
            raise BackupError(f"It holds {info.name!r}, which no backup of Hamstride does.")
        yield info.name, file


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if name in (LABEL, KEY, DATABASE):
        return True
    return len(parts) > 1 and parts[0] == UPLOADS and ".." not in parts


def _measured(file: IO[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    while content := file.read(CHUNK):
        digest.update(content)
        size += len(content)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _differs(name: str, seen: dict[str, Any], told: dict[str, Any]) -> bool:
    return bool(seen.get(name) != told["members"].get(name))
