"""Make and stop links for a physio or coach, and note that one was opened."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.links import hash_of, secret_of
from apps.pages.models import ShareLink, ShareLook

MOST_LINKS: Final = 10
ONE_SITTING: Final = timedelta(minutes=30)
LOOKS_KEPT: Final = timedelta(days=365)


class TooManyLinksError(Exception):
    """The runner has as many open links as there may be."""


@transaction.atomic
def make_share_link(
    *, runner: User, name: str, runner_name: str, days: int, may_limit: bool, idem: UUID
) -> tuple[ShareLink, str]:
    """A new link and its secret, told this once; the same form sent again gives the same two.

    Raises `TooManyLinksError`.
    """
    User.objects.select_for_update().get(pk=runner.pk)
    link = runner.share_links.filter(idem=idem).first()
    if link is None:
        now = clock.now()
        if runner.share_links.filter(stopped_at=None, expires_at__gt=now).count() >= MOST_LINKS:
            raise TooManyLinksError
        link = ShareLink(runner=runner, idem=idem, name=name, runner_name=runner_name)
        link.may_limit, link.made_at = may_limit, now
        link.expires_at = now + timedelta(days=days)
        link.token_hash = hash_of(_token(link))
        link.save(force_insert=True)
    return link, _token(link)


def stop_share_link(*, link: ShareLink) -> None:
    """The link stops at once; twice is once."""
    ShareLink.objects.filter(pk=link.pk, stopped_at=None).update(stopped_at=clock.now())


@transaction.atomic
def note_look(*, link: ShareLink, browser: str) -> None:
    """Note that the link was opened; what lies a year back is forgotten."""
    now = clock.now()
    looks = ShareLook.objects.filter(link=link)
    sitting = looks.filter(browser=browser, last_at__gte=now - ONE_SITTING)
    if not sitting.update(last_at=now, times=F("times") + 1):
        ShareLook.objects.create(link=link, browser=browser, first_at=now, last_at=now)
        looks.filter(last_at__lt=now - LOOKS_KEPT).delete()


def _token(link: ShareLink) -> str:
    return secret_of(f"share|{link.origin}|{link.idem}")
