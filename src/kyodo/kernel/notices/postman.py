"""The postman: a small process of its own that talks to the mail server for the worker.

The worker may be killed at any moment, also between the server's "250 accepted" and the note
that it was. The postman runs in a session of its own, finishes the letter it holds, writes
down how that ended and only then goes. So the doubt is left to the case that both are killed
within the few milliseconds in which the server decides.

``python -m kyodo.kernel.notices.postman``: orders come as JSON lines on standard input, the
first one names the server and the inherited journal; each letter is answered with one line.
Only the standard library is used, so it starts in a moment and costs little memory.
"""

import base64
import json
import re
import signal
import smtplib
import ssl
import sys
from contextlib import suppress
from typing import Any

from kyodo.kernel.notices.journal import ACCEPTED, HANDING, REFUSED, Journal

_LINE_END = re.compile(rb"\r\n|\n|\r")
_DOT = re.compile(rb"(?m)^\.")


class Line:
    """The connection to one mail server, opened when needed."""

    def __init__(self, server: dict[str, Any]):
        self.server = server
        self.smtp: smtplib.SMTP | None = None

    def ready(self) -> smtplib.SMTP:
        """Return a connection that works; raises ``OSError`` or ``SMTPException`` when there is none."""
        if self.smtp is not None:
            try:
                if self.smtp.noop()[0] == 250:
                    return self.smtp
            except (OSError, smtplib.SMTPException):
                pass
            self.close()
        server = self.server
        timeout = server["timeout"]
        if server["ssl"]:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server["host"], server["port"], timeout=timeout, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(server["host"], server["port"], timeout=timeout)
        self.smtp = smtp
        smtp.ehlo_or_helo_if_needed()
        if server["tls"]:
            smtp.starttls(context=ssl.create_default_context())
        if server["user"]:
            smtp.login(server["user"], server["password"])
        return smtp

    def close(self) -> None:
        """Hang up."""
        smtp, self.smtp = self.smtp, None
        if smtp is not None:
            smtp.close()

    def say_goodbye(self) -> None:
        """Hang up as the protocol asks for."""
        if self.smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.smtp.quit()
        self.close()


def _answer(outcome: str, code: int = 0, said: bytes | str = b"") -> dict[str, str]:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return {"outcome": outcome, "said": f"{code} {words}".strip()[:200] if code else words[:200]}


def _refused(code: int, said: bytes) -> dict[str, str]:
    return _answer("never" if 500 <= code < 600 else "later", code, said)


def hand_over(line: Line, letter: dict[str, str], journal: Journal) -> dict[str, str]:
    """Give one letter to the server; returns the outcome and what the server said."""
    try:
        smtp = line.ready()
    except (OSError, smtplib.SMTPException) as error:
        line.close()
        return _answer("down", said=type(error).__name__)
    try:
        smtp.rset()
        code, said = smtp.mail(letter["sender"])
        if code != 250:
            # Not this letter's fault: a sender or a sign-in that the server does not take.
            return _answer("down", code, said)
        code, said = smtp.rcpt(letter["recipient"])
        if code not in (250, 251):
            return _refused(code, said)
        code, said = smtp.docmd("DATA")
        if code != 354:
            return _refused(code, said)
        body = _DOT.sub(b"..", _LINE_END.sub(b"\r\n", base64.b64decode(letter["message"])))
        smtp.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    except (OSError, smtplib.SMTPException) as error:
        # Before the closing dot nothing can have been accepted.
        line.close()
        return _answer("later", said=type(error).__name__)
    try:
        journal.write(HANDING, letter["attempt"])
        smtp.send(b".\r\n")
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        line.close()
        return _answer("unknown", said=type(error).__name__)
    journal.write(ACCEPTED if code == 250 else REFUSED, letter["attempt"])
    return _answer("accepted", code, said) if code == 250 else _refused(code, said)


def main() -> None:
    """Serve the worker until it closes the pipe or is dead."""
    # Asked to stop, the worker stops; the postman follows by the closed pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    server = json.loads(sys.stdin.readline())
    journal = Journal(server["journal"])
    line = Line(server)
    for order in sys.stdin:
        if not order.endswith("\n"):
            break  # the worker died in the middle of a line
        answer = hand_over(line, json.loads(order), journal)
        try:
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            break
    line.say_goodbye()


if __name__ == "__main__":
    main()
