"""Everything that an installation is, into one file."""

import os
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from apps.lib import clock
from apps.pages.backup import engines, shelf
from apps.pages.backup.trouble import BackupError

UNFINISHED: Final = ".part"


def put_away(path: Path) -> Path:
    """Write the backup to `path`, or into the folder `path` under a name of its own; where it is.

    The database is one moment; uploads are copied after it, so none that it knows is missing
    unless it was deleted meanwhile. Whoever uses the product notices nothing.

    Raises:
        BackupError: there is such a file already, or something cannot be read or written.
    """
    if path.is_dir():
        path = path / f"hamstride-{clock.now():%Y%m%d-%H%M%S}.tar"
    if path.exists():
        raise BackupError(f"{path} is there already: name another file.")
    part = path.with_name(path.name + UNFINISHED)
    try:
        part.touch(mode=0o600)
        with part.open("wb") as target:
            _write(shelf.Writer(target))
            target.flush()
            os.fsync(target.fileno())
        part.rename(path)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _write(writer: shelf.Writer) -> None:
    applied = MigrationLoader(connection).applied_migrations
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix="backup-") as folder:
        copy = Path(folder) / shelf.DATABASE
        engines.dump(copy)
        writer.add(shelf.DATABASE, copy)
    writer.add_text(shelf.KEY, settings.SECRET_KEY)
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink():
            _add_upload(writer, root, file)
    writer.close(
        engine=connection.vendor,
        made_at=clock.now().isoformat(),
        migrations=sorted(f"{app}.{name}" for app, name in applied),
    )


def _add_upload(writer: shelf.Writer, root: Path, file: Path) -> None:
    name = f"{shelf.UPLOADS}/{file.relative_to(root).as_posix()}"
    try:
        writer.add(name, file)
    except FileNotFoundError:
        return  # its runner deleted it a moment ago
