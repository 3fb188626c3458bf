"""Letters of the desk: they go out by the one outbox, or wait to be printed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Seat
from kyodo.commons.asks.public import accountable
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import withdraw as withdraw_notices
from kyodo.kernel.notices.actions import write
from kyodo.kernel.permissions import Who
from kyodo.matching.letters.contexts import desk_contact, for_introduction, for_offer, known_readings
from kyodo.matching.letters.wording import in_brackets, letter_text
from kyodo.matching.models import Introduction, Letter, Offer
from kyodo.matching.queries.introductions import accountable_seat, side_of
from kyodo.matching.states import LetterKind, Role

NOTICE = "matching.letter"
#: A letter of these kinds tells whoever offered how it stands: the promise of an answer is kept by it.
ANSWERS = (LetterKind.DECLINE, LetterKind.IN_TURN, LetterKind.UNREACHED, LetterKind.MEETING, LetterKind.CLOSING)


@transaction.atomic
def write_letter(
    *,
    kind: LetterKind,
    role: Role,
    by: Who,
    channel: str,
    introduction: Introduction | None = None,
    offer: Offer | None = None,
    subject: str = "",
    body: str = "",
    is_easy: bool = False,
    on_paper: bool = False,
    hold: timedelta = timedelta(0),
) -> Letter:
    """Write a letter to one side; in the house's words where none are given. By mail where they are reached by mail.

    Raises ``Unusable`` where nobody is known to whom it could go.
    """
    if introduction and kind == LetterKind.MEETING and introduction.state not in ("meeting", "formed"):
        raise Conflict(_("Both sides have to say yes and a meeting has to be fixed first."))
    if not subject or not body:
        context = for_introduction(introduction, role, kind) if introduction else for_offer(_given(offer), kind)
        worded_subject, worded_body = letter_text(kind, context, is_easy=is_easy)
        subject, body = subject or worded_subject, body or worded_body
    seat, person = addressee(introduction, offer, role)
    now = timezone.now()
    letter = Letter.objects.create(
        kind=kind, role=role, introduction=introduction, offer=offer or (introduction.offer if introduction else None),
        seat=seat, person=person, is_easy=is_easy, subject=subject[:100], body=body[:4000], at=now,
        not_before=now + hold, by=Person.objects.filter(pk=by.pk).first() if by.pk else None,
    )  # fmt: skip
    record(verb="write", thing=letter, by=by, channel=channel, facts={"kind": str(kind), "role": str(role)})
    if not on_paper and _mail(letter, hold):
        letter.by_mail = True
        letter.save(update_fields=["by_mail"])
    if introduction and kind == LetterKind.MEETING:  # each passing is audited, without what was passed
        record(verb="pass_contact", thing=introduction, by=by, channel=channel, facts={"to": str(role)})
    if letter.offer and role == Role.GUEST and kind in ANSWERS:
        Offer.objects.filter(pk=letter.offer.pk, answered_at=None).update(answered_at=now)
    return letter


def _given(offer: Offer | None) -> Offer:
    if offer is None:
        raise Unusable(_("A letter is about an introduction or an offer. Please open one of them first."))
    return offer


def addressee(introduction: Introduction | None, offer: Offer | None, role: str) -> tuple[Seat | None, Person | None]:
    """Return to whom a letter goes: the seat or person of a side, or whoever wrote the offer."""
    if introduction:
        side = side_of(introduction, role)
        return side.seat, side.person
    offer = _given(offer)
    seat = offer.seat or (None if offer.person else accountable_seat(offer.actor) if offer.actor else None)
    if seat is None and offer.person is None:
        raise Unusable(_("Nobody is known to whom this could be written. Please write down who answers for the offer."))
    return seat, None if seat else offer.person


def _mail(letter: Letter, hold: timedelta) -> bool:
    answers = accountable([letter])[letter.pk]
    if answers.person is None or not answers.is_written_to:
        return False
    body = in_brackets(letter.body, known_readings(letter, answers.person)) if letter.is_easy else letter.body
    to = (
        f"{letter.seat.actor.name}\n{letter.seat.title} {answers.person.name} 様"
        if letter.seat
        else f"{answers.person.name} 様"
    )
    return bool(
        write(
            key=f"matching:letter:{letter.pk}", kind=NOTICE, recipient=f"person:{answers.person.pk}",
            address=answers.mail, subject=letter.subject, body=f"{to}\n\n{body}\n{_signature()}", about=letter,
            not_before=letter.not_before if hold else None,
        )
    )  # fmt: skip


def _signature() -> str:
    desk = desk_contact()
    return "\n".join(line for line in (desk.name, desk.phone, desk.mail) if line) if desk else ""


@transaction.atomic
def withdraw_letters(
    *, introduction: Introduction, kinds: tuple[LetterKind, ...], by: Who, channel: str
) -> list[Letter]:
    """Take back the letters of these kinds that have not left; return those that had."""
    left = []
    for letter in Letter.objects.filter(introduction=introduction, kind__in=kinds, withdrawn_at=None).order_by("pk"):
        is_here = bool(withdraw_notices(about=letter)) if letter.by_mail else letter.printed_at is None
        if not is_here:
            left.append(letter)
            continue
        Letter.objects.filter(pk=letter.pk).update(withdrawn_at=timezone.now())
        record(verb="withdraw", thing=letter, by=by, channel=channel)
    return left
