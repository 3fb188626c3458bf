"""The mail channel: from a notice to a message, and over to the mail server."""

import base64
import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from email.policy import SMTP
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.notices.channels import Handed, Outcome
from kyodo.kernel.notices.journal import ACCEPTED, HANDING, Journal
from kyodo.kernel.notices.models import Notice

#: The alias in ``MAILERS`` of the server that takes our mail; without it nothing leaves the house.
ALIAS = "post"
#: How long the worker waits for its postman; longer than a mail server may take for one letter.
PATIENCE = 100.0
_SEVEN_BIT = SMTP.clone(cte_type="7bit")


def message_id(notice: Notice) -> str:
    """Return the Message-ID of a notice: the same for every attempt, so that a second copy is known as one."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{notice.token}@{host}>"


def message_of(notice: Notice) -> EmailMultiAlternatives:
    """Return the mail of a notice. Raises ``ValueError`` for anything that would break a header."""
    headers = {"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated", "X-Kyodo-Kind": notice.kind}
    if notice.unsubscribe_url:
        # RFC 8058: one click, by POST; opening the address by GET changes nothing.
        headers |= {
            "List-Unsubscribe": f"<{notice.unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMultiAlternatives(
        notice.subject, notice.body, settings.DEFAULT_FROM_EMAIL, [notice.address],
        reply_to=[notice.reply_to] if notice.reply_to else None, headers=headers,
    )  # fmt: skip
    if notice.html:
        message.attach_alternative(notice.html, "text/html")
    return message


class Postman:
    """The worker's end of :mod:`kyodo.kernel.notices.postman`."""

    def __init__(self, server: EmailBackend, journal: Journal):
        self.server = server
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kyodo.kernel.notices.postman"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[journal.file], start_new_session=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("KYODO_")},
        )  # fmt: skip
        self._tell({
            "journal": journal.file, "host": server.host, "port": server.port, "timeout": server.timeout or 30,
            "ssl": bool(server.use_ssl), "tls": bool(server.use_tls),
            "user": server.username or "", "password": server.password or "",
        })  # fmt: skip

    def _tell(self, order: dict[str, Any]) -> None:
        assert self.process.stdin is not None  # noqa: S101  (a pipe, see above)
        self.process.stdin.write(json.dumps(order).encode("ascii") + b"\n")
        self.process.stdin.flush()

    def carry(self, attempt: str, sender: str, recipient: str, message: bytes) -> Handed | None:
        """Hand one letter over; None when the postman is gone or does not answer in time."""
        assert self.process.stdout is not None  # noqa: S101
        try:
            self._tell({
                "attempt": attempt, "sender": sender, "recipient": recipient,
                "message": base64.b64encode(message).decode("ascii"),
            })  # fmt: skip
            ready, _w, _x = select.select([self.process.stdout], [], [], PATIENCE)
            answer = json.loads(self.process.stdout.readline()) if ready else None
        except (OSError, ValueError):
            return None
        return Handed(Outcome(answer["outcome"]), answer["said"]) if answer else None

    def dismiss(self, *, at_once: bool = False) -> None:
        """Let the postman finish and go, or stop it at once."""
        if at_once and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self.process.wait()


class MailChannel:
    """Mail. With an SMTP server it goes through the postman, with another mailer directly.

    Without a mailer a demo keeps its mails in ``/dev/outbox/``; in production they wait.
    """

    key = "mail"
    label = _("mail")

    def __init__(self) -> None:
        self._postman: Postman | None = None

    def hand_over(self, notice: Notice, journal: Journal) -> Handed:
        """Hand one mail over."""
        try:
            message = message_of(notice)
            written = message.message(policy=_SEVEN_BIT).as_bytes()
        except (ValueError, UnicodeError) as error:
            return Handed(Outcome.NEVER, type(error).__name__)
        if ALIAS not in mailers:
            if settings.MODE == "production":
                return Handed(Outcome.DOWN, "KYODO_MAIL_URL is not set")
            return Handed(Outcome.ACCEPTED, "/dev/outbox/")
        mailer = mailers[ALIAS]
        if not isinstance(mailer, EmailBackend):
            return self._by_mailer(mailer, message, notice, journal)
        return self._by_postman(mailer, message, written, notice, journal)

    def _by_mailer(self, mailer: Any, message: EmailMultiAlternatives, notice: Notice, journal: Journal) -> Handed:
        journal.write(HANDING, notice.attempt)
        try:
            mailer.send_messages([message])
        except Exception as error:
            return Handed(Outcome.UNKNOWN, type(error).__name__)
        journal.write(ACCEPTED, notice.attempt)
        return Handed(Outcome.ACCEPTED)

    def _by_postman(
        self, server: EmailBackend, message: EmailMultiAlternatives, written: bytes, notice: Notice, journal: Journal
    ) -> Handed:
        try:
            sender, recipient = server.prep_address(message.from_email), server.prep_address(notice.address)
        except ValueError as error:
            return Handed(Outcome.NEVER, type(error).__name__)
        word = ""
        for _postman in range(2):  # one that was lost before it handed anything over is replaced at once
            if self._postman is None:
                self._postman = Postman(server, journal)
            handed = self._postman.carry(notice.attempt, sender, recipient, written)
            if handed is not None:
                return handed
            self._postman.dismiss(at_once=True)
            self._postman = None
            if word := journal.last_word(notice.attempt):
                break
        return self._by_the_journal(word)

    def _by_the_journal(self, word: str) -> Handed:
        if word == ACCEPTED:
            return Handed(Outcome.ACCEPTED)
        return Handed(Outcome.UNKNOWN if word == HANDING else Outcome.LATER, "the postman was lost")

    def close(self) -> None:
        """Let the postman go."""
        postman, self._postman = self._postman, None
        if postman is not None:
            postman.dismiss()
