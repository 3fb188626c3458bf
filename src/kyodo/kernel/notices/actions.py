"""Writing notices, and taking back those that are not needed any more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction

from kyodo.kernel.jobs.database_clock import database_now
from kyodo.kernel.notices.cards import Card
from kyodo.kernel.notices.deliver import other_way
from kyodo.kernel.notices.kinds import kind_named
from kyodo.kernel.notices.limits import address_key, is_within_limits
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.schedule import next_digest
from kyodo.kernel.notices.states import WAITING, NoticeState, Urgency
from kyodo.kernel.notices.wording import one_line, plain_text, worded


def send(
    *, key: str, kind: str, recipient: str, address: str, template: str, context: Mapping[str, Any] | None = None,
    language: str = "ja", **more: Any,
) -> Notice | None:  # fmt: skip
    """Write a notice worded by a room's template ``<room>/notices/<name>.txt``.

    Everything else, what is returned and what is raised: see :func:`write`.
    """
    subject, body = worded(template, context or {}, language)
    return write(
        key=key, kind=kind, recipient=recipient, address=address, subject=subject, body=body, language=language, **more
    )


def write(
    *, key: str, kind: str, recipient: str, address: str, subject: str, body: str, html: str = "",
    channel: str = "mail", language: str = "ja", urgency: str | None = None, not_before: datetime | None = None,
    about: models.Model | None = None, reply_to: str = "", unsubscribe_url: str = "",
    cards: Sequence[Card] = (), other: tuple[str, str] = ("", ""),
) -> Notice | None:  # fmt: skip
    """Write a notice in the transaction of its cause; the worker sends it after the commit.

    ``key`` says what is told to whom (``"ask:12:reminder:2:person:7"``): the same key again
    returns the first notice and writes nothing. ``recipient`` is an opaque key of the person;
    ``address`` is where the channel delivers. ``urgency`` is the kind's own unless given.
    ``not_before`` is an aware moment; a digest notice waits for the next digest without it.
    ``cards`` are shown instead of the text by a channel with buttons. ``other`` is the channel and
    the address that are tried when the first channel does not take the notice at all.

    Returns None when the address already got as many of this kind as its limits allow: tell the
    person the same as ever. Raises ``TransactionManagementError`` outside a transaction,
    ``LookupError`` for an unknown kind, ``ValueError`` for an address that cannot be one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a notice belongs to the transaction of its cause")
    declared = kind_named(kind)
    urgency = urgency or declared.urgency
    boxes = [to for way, to in ((channel, address), ("mail", reply_to), other) if way == "mail"]
    for mailbox in boxes:
        _check_mailbox(mailbox)
    known = Notice.objects.filter(key=key).first()
    if known is not None:
        return known
    if not is_within_limits(declared, channel, address):
        return Notice.objects.filter(key=key).first()
    if urgency == Urgency.DIGEST and not_before is None:
        not_before = next_digest(database_now())
    notice = Notice(
        key=key, kind=kind, recipient=recipient, channel=channel, address=address, address_key=address_key(address),
        language=language, subject=one_line(subject), body=plain_text(body), html=html, reply_to=reply_to,
        unsubscribe_url=one_line(unsubscribe_url), urgency=urgency, not_before=not_before,
        cards=list(cards), other_channel=other[0], other_address=other[1],
        about_kind=about._meta.label_lower if about else "", about_id=str(about.pk) if about else "",
    )  # fmt: skip
    # Whoever writes the same key at the same moment: one row, the other waits on the key and reads it.
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    return Notice.objects.get(key=key)


def _check_mailbox(mailbox: str) -> None:
    if not mailbox:
        return
    try:
        validate_email(mailbox)
    except ValidationError:
        raise ValueError("this is not a mail address") from None


def withdraw(*, about: models.Model | None = None, key: str = "", kind: str = "", recipient: str = "") -> int:
    """Take back what is waiting and not needed any more, such as reminders once the answer is there.

    Narrow it down by any of the four; returns how many notices were taken back. What is being
    sent or in a digest already is too late. Raises ``ValueError`` when nothing is given.
    """
    given: dict[str, str] = {
        name: value for name, value in {"key": key, "kind": kind, "recipient": recipient}.items() if value
    }
    if about is not None:
        given |= {"about_kind": about._meta.label_lower, "about_id": str(about.pk)}
    if not given:
        raise ValueError("say which notices are to be withdrawn")
    return Notice.objects.filter(state__in=WAITING, **given).update(state=NoticeState.WITHDRAWN)


def redirect(*, channel: str, address: str) -> int:
    """Let what waits for an address that ended go the other way, and take back what knows none; returns how many."""
    waiting = Notice.objects.filter(state__in=WAITING, channel=channel, address=address)
    found = 0
    for notice in waiting:
        changes = other_way(notice) if notice.other_channel else {"state": NoticeState.WITHDRAWN}
        found += waiting.filter(pk=notice.pk, attempt=notice.attempt).update(**changes)
    return found


def retry(notice: Notice) -> bool:
    """Let the worker try a given-up notice once more from the beginning; returns whether it was given up."""
    given_up = Notice.objects.filter(pk=notice.pk, state=NoticeState.GIVEN_UP)
    return bool(given_up.update(state=NoticeState.QUEUED, attempts=0, next_at=None))
