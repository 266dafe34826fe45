"""Every mail as a readable file: what a laptop has instead of a mail server."""

import logging
from collections.abc import Collection, Sequence
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from apps.lib import clock

log = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Writes `<UTC time>-<random>.eml` under `EMAIL_FILE_PATH` and logs the path.

    The file appears whole: it is written beside and then renamed.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            path = folder / f"{clock.now():%Y%m%dT%H%M%S}-{uuid4().hex[:8]}.eml"
            draft = path.with_suffix(".part")
            draft.write_bytes(message.message().as_bytes())
            draft.rename(path)
            log.info("mail written to %s", path)
        return len(email_messages)


def forget_mails(addresses: Collection[str]) -> None:
    """Delete the mails in the folder that went to one of these addresses; a mail server has its own
    ways."""
    wanted = {address.lower() for address in addresses}
    parser = BytesHeaderParser(policy=policy.default)
    for path in Path(settings.EMAIL_FILE_PATH).glob("*.eml"):
        with path.open("rb") as mail:
            to = parser.parse(mail)["To"]
        if to and any(one.addr_spec.lower() in wanted for one in to.addresses):
            path.unlink(missing_ok=True)
