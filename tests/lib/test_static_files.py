"""A static file's address is WhiteNoise's own, found once."""

from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from apps.lib.static_files import StaticFilesStorage

SHEET = "css/site.css"


def test_an_address_is_that_of_whitenoise_and_found_once():
    first = staticfiles_storage.url(SHEET)
    assert first == CompressedManifestStaticFilesStorage().url(SHEET) != f"/static/{SHEET}"
    hits = StaticFilesStorage.url.cache_info().hits
    assert staticfiles_storage.url(SHEET) == first
    assert StaticFilesStorage.url.cache_info().hits == hits + 1
