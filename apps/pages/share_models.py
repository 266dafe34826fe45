"""Links for a physio or coach, and who looked."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models

from apps.lib import clock


class ShareLink(models.Model):
    """A link that shows one runner's week, trends, pain and tightness to whoever has it.

    Only its hash is kept. `name` is whom it is for, `runner_name` what they call the runner;
    `origin` marks the limits that came through it. `idem` is of the form that made it.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="share_links"
    )
    origin = models.UUIDField(default=uuid4, unique=True, editable=False)
    idem = models.UUIDField()
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    runner_name = models.CharField(max_length=60, blank=True, default="")
    may_limit = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "idem"], name="one_share_link_for_one_form")
        ]

    def __str__(self) -> str:
        return f"link for {self.name}"

    @property
    def is_open(self) -> bool:
        return self.is_open_at(clock.now())

    def is_open_at(self, moment: datetime) -> bool:
        return self.stopped_at is None and moment < self.expires_at


class ShareLook(models.Model):
    """That the link was opened: when first and last in one sitting, how often, in which browser.

    No address, no cookie, no place. Kept for as long as the link, and a year at most.
    """

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="looks")
    browser = models.CharField(max_length=40)
    first_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [models.Index(fields=["link", "-last_at"], name="looks_at_a_link")]

    def __str__(self) -> str:
        return f"{self.browser}, {self.last_at:%Y-%m-%d %H:%M}"
