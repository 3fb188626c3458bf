"""Whatever Django, Wagtail or allauth mails goes through the outbox too."""

import logging
import secrets
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import get_language

from kyodo.kernel.notices.actions import write
from kyodo.kernel.notices.kinds import NOTICE_KINDS
from kyodo.kernel.notices.states import Urgency

logger = logging.getLogger(__name__)

KIND = "notices.site"
#: For mails that anybody can cause to any address: sign-up codes, "you already have an account".
UNSOLICITED_KIND = "notices.unsolicited"
#: A header with which a library's adapter names a kind of its own.
KIND_HEADER = "X-Kyodo-Kind"


class OutboxBackend(BaseEmailBackend):
    """Writes one urgent notice for each recipient, in the transaction that is open (or one of its own).

    A mail with attachments is refused with ``ValueError``: give a link to a file that asks who
    opens it. A recipient beyond the limits of the kind gets nothing, and the sender of the
    mail is not told, because that would tell strangers about the address.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the notices; returns how many messages were taken."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("mails have no attachments here; link to the file")
            with transaction.atomic():
                for address in dict.fromkeys(parseaddr(str(named))[1] for named in message.recipients()):
                    self._write(message, address)
        return len(email_messages)

    def _write(self, message: EmailMessage, address: str) -> None:
        given: Any = message.extra_headers.get(KIND_HEADER, "")
        kind = given if NOTICE_KINDS.find(given) else KIND
        body, html = str(message.body), ""
        if message.content_subtype == "html":
            body, html = strip_tags(body), body
        for content, mimetype in getattr(message, "alternatives", ()):
            if mimetype == "text/html":
                html = str(content)
        written = write(
            key=f"mail:{secrets.token_hex(16)}", kind=kind, recipient=f"address:{address}", address=address,
            subject=str(message.subject) or "-", body=body, html=html, urgency=Urgency.NOW,
            language=(get_language() or "ja")[:10],
            reply_to=parseaddr(str(message.reply_to[0]))[1] if message.reply_to else "",
        )  # fmt: skip
        if written is None:
            logger.warning("a mail of kind %s was not written: its address got as many as the limit allows", kind)
