"""The addresses of static files, which hold a hash of what is in the file."""

from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """WhiteNoise's, which finds each address once: every page names the same dozen."""

    @lru_cache(maxsize=1024)  # noqa: B019  # there is one of it, as long as the process lives
    def url(self, name: str | None, force: bool = False) -> str:
        return str(super().url(name, force))
