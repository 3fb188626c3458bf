"""Writes about asks: each is one transaction with its audit row; notices go out by the one outbox."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Actor, Seat
from kyodo.commons.asks import letters
from kyodo.commons.asks.kinds import PLAIN, kind_named
from kyodo.commons.asks.ladder import LADDER, next_reminder, reminders
from kyodo.commons.asks.models import Ask, Call, Choice, OtherAsk, Reply
from kyodo.commons.asks.queries import CORRECTED_WITHIN, TAKEN_BACK_WITHIN, current_reply
from kyodo.commons.asks.states import ASK, AskState, CallOutcome, ReplyChannel
from kyodo.commons.people.models import Person
from kyodo.kernel.audit.record import kind_of, record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import withdraw as withdraw_notices
from kyodo.kernel.permissions import Who
from kyodo.kernel.text.letters import with_new_code


@transaction.atomic
def put_ask(
    *,
    subject: str,
    question: str,
    choices: Sequence[tuple[str, str]],
    answer_by: datetime,
    by: Who,
    channel: str,
    seat: Seat | None = None,
    person: Person | None = None,
    about: models.Model | None = None,
    kind: str = PLAIN,
    ladder: Sequence[int] = LADDER,
    hold: timedelta = timedelta(0),
    **more: Any,
) -> Ask:
    """Ask a seat or a person, and write to whoever is reached by mail; the others stand on the desk's lists.

    The first letter waits for ``hold``, so that a question taken back by then was never sent.
    ``choices`` are two to five pairs (key, words). ``more`` may hold ``takes_words``, ``at_end``,
    ``phone`` and ``is_demo``. Raises ``Unusable`` for another number of choices, for an end that is not
    to come, and for a reminder within the three quiet days; ``LookupError`` for an unknown kind.
    """
    kind_named(kind)
    now = timezone.now()
    if not 2 <= len(choices) <= 5:
        raise Unusable(_("A question has two to five answers to choose from. Please write them again."))
    if answer_by <= now:
        raise Unusable(_("The day for the answer is over. Please choose a later one."))
    try:
        reminders(now, answer_by, ladder, 0)
    except ValueError as error:
        raise Unusable(
            _("The first reminder comes three days after asking, or later. Please change the days.")
        ) from error
    ask = with_new_code(
        lambda: Ask.objects.create(
            kind=kind, seat=seat, person=person, subject=subject, question=question, sent_at=now, answer_by=answer_by,
            ladder=sorted(set(ladder)), about_kind=kind_of(about) if about else "",
            about_id=str(about.pk) if about else "", made_by=_person(by), **more,
        )
    )  # fmt: skip
    Ask.objects.filter(pk=ask.pk).update(next_at=next_reminder(now, now, answer_by, ask.ladder, ask.pk))
    Choice.objects.bulk_create(
        Choice(ask=ask, number=number, key=key, label=label) for number, (key, label) in enumerate(choices, 1)
    )
    record(verb="ask", thing=ask, by=by, channel=channel, facts={"kind": kind, "seat": seat.pk if seat else None})
    letters.write_first(ask, not_before=now + hold if hold else None)
    ask.refresh_from_db()
    return ask


def _person(by: Who) -> Person | None:
    return Person.objects.filter(pk=by.pk).first() if by.pk else None


# --- the answer ------------------------------------------------------------------------------


@transaction.atomic
def answer(
    *,
    ask: Ask,
    choice: Choice,
    by: Who,
    channel: str,
    words: str = "",
    at: datetime | None = None,
    typed_by: Person | None = None,
) -> Reply:
    """Write down an answer. The same answer again is the first one; another one corrects it for a day.

    ``channel`` is a value of ``ReplyChannel``. Raises ``Conflict`` once the time is over, ``Unusable`` for
    a choice of another ask.
    """
    at = at or timezone.now()
    if choice.ask_id != ask.pk:
        raise Unusable(_("This answer belongs to another question. Please choose one of those on the page."))
    locked = Ask.objects.select_for_update().get(pk=ask.pk)
    former = locked.replies.filter(is_current=True).first()
    if former and (former.choice_id, former.words) == (choice.pk, words):
        return former
    if former and at >= former.at + CORRECTED_WITHIN:
        raise Conflict(_("This was answered more than a day ago. To change the answer, please phone us."))
    if former is None and (locked.state != AskState.OPEN or at >= locked.answer_by):
        raise Conflict(_("The time for this answer is over. Please phone us; we will see what can be done."))
    reply = _write_reply(locked, former, choice, words, ReplyChannel(channel), at, typed_by)
    if former is None:
        ASK.move(locked, "answer", by=by, channel=channel, facts={"choice": choice.key}, next_at=None)
    else:
        record(verb="correct", thing=locked, by=by, channel=channel, facts={"choice": choice.key})
    withdraw_notices(about=locked)
    kind_named(locked.kind).answered(locked, reply)
    return reply


def _write_reply(
    ask: Ask,
    former: Reply | None,
    choice: Choice,
    words: str,
    channel: ReplyChannel,
    at: datetime,
    typed_by: Person | None,
) -> Reply:
    if former:
        Reply.objects.filter(pk=former.pk).update(is_current=False)
    return Reply.objects.create(
        ask=ask, choice=choice, words=words[:400], channel=channel, at=at, typed_by=typed_by, corrects=former
    )


@transaction.atomic
def reopen(*, ask: Ask, by: Who, channel: str) -> Ask:
    """Take back an answer that was written down by mistake; the question waits again.

    Raises ``Conflict`` ten minutes after it was written, or when there is none.
    """
    now = timezone.now()
    locked = Ask.objects.select_for_update().get(pk=ask.pk)
    reply = current_reply(locked)
    if reply is None or now >= reply.at + TAKEN_BACK_WITHIN:
        raise Conflict(_("An answer can be taken back for ten minutes. Please write down the right one instead."))
    Reply.objects.filter(pk=reply.pk).update(is_current=False)
    due = next_reminder(now, locked.sent_at, locked.answer_by, locked.ladder, locked.pk)
    moved = ASK.move(locked, "reopen", by=by, channel=channel, facts={"choice": reply.choice.key}, next_at=due)
    kind_named(moved.kind).taken_back(moved, reply)
    return moved


@transaction.atomic
def withdraw(*, ask: Ask, by: Who, channel: str) -> Ask:
    """Take a question back; nothing more is sent about it. Raises ``Conflict`` when it no longer waits."""
    moved = ASK.move(ask, "withdraw", by=by, channel=channel, next_at=None)
    withdraw_notices(about=moved)
    return moved


@transaction.atomic
def resume(*, ask: Ask, by: Who, channel: str) -> Ask:
    """Put a question again that was taken back by mistake, under its old code; a letter that had not left yet goes out.

    Raises ``Conflict`` when the time for an answer is over or it was not taken back.
    """
    now = timezone.now()
    if now >= ask.answer_by:
        raise Conflict(_("The time for this answer is over. Please put a new question."))
    due = next_reminder(now, ask.sent_at, ask.answer_by, ask.ladder, ask.pk)
    moved = ASK.move(ask, "resume", by=by, channel=channel, next_at=due)
    letters.write_again(moved)
    return moved


@transaction.atomic
def end(*, ask: Ask, by: Who, channel: str) -> Ask:
    """End an ask that nobody answered; its room does what it promised. Raises ``Conflict`` when it no longer waits."""
    moved = ASK.move(ask, "end", by=by, channel=channel, next_at=None)
    withdraw_notices(about=moved)
    kind_named(moved.kind).ended(moved)
    return moved


@transaction.atomic
def forget_words(*, ask: Ask, by: Who, channel: str) -> None:
    """Forget what was said beside an answer and on the phone, once nobody needs it; the answer itself stays."""
    Reply.objects.filter(ask=ask).update(words="")
    Call.objects.filter(ask=ask).update(note="")
    record(verb="forget", thing=ask, by=by, channel=channel)


# --- reminders and what the desk does --------------------------------------------------------


@transaction.atomic
def remind(*, ask: Ask, at: datetime, by: Who, channel: str) -> bool:
    """Remind of an ask whose reminder is due at a moment, once; returns whether it was this call.

    Whoever is reached by mail gets it with the week's digest; the others stand on the list of calls.
    """
    due = Ask.objects.filter(pk=ask.pk, state=AskState.OPEN, step=ask.step, next_at__lte=at, answer_by__gt=at)
    following = next_reminder(at, ask.sent_at, ask.answer_by, ask.ladder, ask.pk)
    if not due.update(step=ask.step + 1, reminded_at=at, next_at=following):
        return False
    ask.refresh_from_db()
    record(verb="remind", thing=ask, by=by, channel=channel, facts={"step": ask.step})
    letters.write_reminder(ask, at)
    return True


@transaction.atomic
def write_call(*, ask: Ask, outcome: CallOutcome, by: Who, channel: str, note: str = "") -> Call:
    """Write down a call about an ask."""
    call = Call.objects.create(ask=ask, outcome=outcome, note=note, by=_person(by), at=timezone.now())
    record(verb="call", thing=ask, by=by, channel=channel, facts={"outcome": str(outcome)})
    return call


@transaction.atomic
def mark_printed(*, asks: Sequence[Ask], by: Who, channel: str) -> None:
    """Write down that the slips of these asks were printed."""
    Ask.objects.filter(pk__in=[ask.pk for ask in asks]).update(printed_at=timezone.now())
    for ask in asks:
        record(verb="print", thing=ask, by=by, channel=channel)


@transaction.atomic
def write_other(*, actor: Actor, on: date, office: str, what: str, by: Who, channel: str) -> OtherAsk:
    """Write down what another office asked of an association. Raises ``Conflict`` when it is there already."""
    try:
        with transaction.atomic():
            other = OtherAsk.objects.create(actor=actor, on=on, office=office, what=what, written_by=_person(by))
    except IntegrityError as error:
        raise Conflict(_("This is already written down for that day.")) from error
    record(verb="write_down", thing=actor, by=by, channel=channel, facts={"other_ask": other.pk})
    return other
