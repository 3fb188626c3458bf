"""A mail server on this machine that keeps what it accepts, and does odd things when told to."""

import email
import email.policy
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Mailbox:
    """What a mail server accepted. ``answer`` may give another answer; ``before`` sees each mail first."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []
        self.answer_to_recipient: Callable[[str], str] = lambda address: "250 OK"
        self.answer_to_mail: Callable[[], str] = lambda: "250 OK"
        self.before: Callable[[], None] = lambda: None
        self.port = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self.answer_to_recipient(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.before()
        answer = self.answer_to_mail()
        if answer.startswith("250"):
            self.envelopes.append(envelope)
        return answer

    @property
    def mails(self) -> list[EmailMessage]:
        """The accepted mails, parsed."""
        return [email.message_from_bytes(e.content, policy=email.policy.default) for e in self.envelopes]  # type: ignore[misc]

    @property
    def ids(self) -> "Counter[str]":
        """How often each Message-ID was accepted."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="127.0.0.1", ident="test")


@contextmanager
def mail_server(port: int = 0) -> Iterator[Mailbox]:
    """Run a mail server on a free port (or this one) as long as the block runs."""
    mailbox = Mailbox()
    controller = _Controller(mailbox, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
