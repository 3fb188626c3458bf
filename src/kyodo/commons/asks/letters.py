"""What is written about an ask: the first letter, and reminders with the week's digest."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from kyodo.commons.asks.codes import data_of
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.queries import accountable, address_of, last_day
from kyodo.kernel.audit.record import kind_of
from kyodo.kernel.notices.actions import send
from kyodo.kernel.notices.cards import Button, Card
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
    if answers.person is None or not answers.ways:
        return
    (channel, address), *others = answers.ways
    recipient = f"person:{answers.person.pk}"
    send(
        key=f"ask:{ask.pk}:{ask.step}:{recipient}{again}", kind=kind, recipient=recipient, channel=channel,
        address=address, other=others[0] if others else ("", ""), template=template, about=ask,
        cards=[card_of(ask, answers.line)] if answers.line else [], **more,
        context={
            "ask": ask, "choices": ask.choices.all(), "seat": ask.seat, "last_day": last_day(ask),
            "url": f"{settings.SITE_URL}{address_of(ask)}",
        },
    )  # fmt: skip


def card_of(ask: Ask, line_id: str) -> Card:
    """Return an ask as a card for one LINE: the question, its answers as buttons, and the signed link."""
    choices = list(ask.choices.order_by("number"))
    words = {
        "ask": ask,
        "choices": choices,
        "last_day": last_day(ask),
        "has_long": any(len(c.label) > 17 for c in choices),
    }
    with override(settings.LANGUAGE_CODE):
        text = render_to_string("asks/notices/card.txt", words).strip()
        buttons: list[Button] = [
            {
                "label": f"{c.number} {c.label}",
                "data": data_of(ask.code, c.number, line_id),
                "said": f"{c.number} {c.label}",
            }
            for c in choices
        ]
        buttons.append({"label": _("Answer on a page"), "url": f"{settings.SITE_URL}{address_of(ask)}"})
    return {"title": ask.subject, "text": text, "buttons": buttons}
