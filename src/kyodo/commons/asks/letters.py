"""What is written about an ask: the first letter, and reminders with the week's digest."""

from datetime import datetime
from typing import Any

from django.conf import settings

from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.queries import accountable, address_of, last_day
from kyodo.kernel.audit.record import kind_of
from kyodo.kernel.notices.actions import send
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.schedule import next_digest
from kyodo.kernel.notices.states import NoticeState, Urgency

FIRST, REMINDER = "asks.first", "asks.reminder"


def write_first(ask: Ask, not_before: datetime | None = None) -> None:
    """Write to whoever answers for an ask and is reached by mail; in the transaction that put it."""
    _write(ask, FIRST, "asks/notices/first.txt", urgency=Urgency.NOW, not_before=not_before)


def write_again(ask: Ask) -> None:
    """Write the first letter anew where it was taken back before it left; in the transaction that put the ask again."""
    written = Notice.objects.filter(kind=FIRST, about_kind=kind_of(ask), about_id=str(ask.pk))
    if written.exists() and not written.exclude(state=NoticeState.WITHDRAWN).exists():
        _write(ask, FIRST, "asks/notices/first.txt", urgency=Urgency.NOW, again=f":{written.count()}")


def write_reminder(ask: Ask, at: datetime) -> None:
    """Add a reminder to the week's digest, unless the digest comes too late for an answer."""
    digest = next_digest(at)
    if digest < ask.answer_by:
        _write(ask, REMINDER, "asks/notices/reminder.txt", urgency=Urgency.DIGEST, not_before=digest)


def _write(ask: Ask, kind: str, template: str, again: str = "", **more: Any) -> None:
    answers = accountable([ask])[ask.pk]
    if answers.person is None or not answers.is_written_to:
        return
    recipient = f"person:{answers.person.pk}"
    send(
        key=f"ask:{ask.pk}:{ask.step}:{recipient}{again}", kind=kind, recipient=recipient,
        address=answers.mail, template=template, about=ask, **more,
        context={
            "ask": ask, "choices": ask.choices.all(), "seat": ask.seat, "last_day": last_day(ask),
            "url": f"{settings.SITE_URL}{address_of(ask)}",
        },
    )  # fmt: skip
