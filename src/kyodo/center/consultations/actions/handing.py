"""Sharing on: to another desk or an expert with the person's consent, to one colleague with a reason."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.consultations.models import Consultation, HandingOn, Sharing
from kyodo.center.consultations.queries.one import has_coming, key_of
from kyodo.center.consultations.queries.times import present
from kyodo.center.consultations.states import AT_WORK, CONSULTATION, HandedOnTo
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Desk
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.sealed.keys import seal


@transaction.atomic
def hand_on(
    *,
    consultation: Consultation,
    to: str,
    consented_on: date,
    consent_channel: str,
    by: Who,
    channel: str,
    desk: Desk | None = None,
    whom: str = "",
    words: str = "",
) -> HandingOn:
    """Hand a consultation on, as the person agreed. A desk that works with this site looks after it from then on.

    Raises ``Unusable`` for a consent of tomorrow, without the desk or the expert, and for its own desk;
    ``Conflict`` when it is over.
    """
    key = key_of(consultation)
    consultation.refresh_from_db()
    if consultation.state not in AT_WORK:
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    if consented_on > today():
        raise Unusable(_("Please ask them first: the day of their consent lies ahead."))
    if to == HandedOnTo.DESK and (desk is None or desk.pk == consultation.desk_id):
        raise Unusable(_("Please choose another desk."))
    if to == HandedOnTo.EXPERT and not whom.strip():
        raise Unusable(_("Please write which expert it is."))
    desk = desk if to == HandedOnTo.DESK else None
    takes_over = desk is not None and present(desk).exists()
    if takes_over and has_coming(consultation):
        raise Unusable(_("An appointment is still to come. Please cancel it first, or hand it on afterwards."))
    handed = HandingOn.objects.create(
        consultation=consultation, to=to, from_desk_id=consultation.desk_id, desk=desk, whom=seal(key, whom.strip()),
        words=seal(key, words.strip()), consented_on=consented_on, consent_channel=consent_channel,
        takes_over=takes_over, at=timezone.now(), by=Person.objects.filter(pk=by.pk).first() if by.pk else None,
    )  # fmt: skip
    facts = {"to": to, "desk": desk.slug if desk else "", "consent": consent_channel}
    if takes_over:
        changes: dict[str, Any] = {"desk": desk, "keeper": None, "service": None, "changed_at": timezone.now()}
        CONSULTATION.move(consultation, "hand_on", by=by, channel=channel, facts=facts, **changes)
    else:
        record(verb="hand_on", thing=consultation, by=by, channel=channel, facts=facts)
    return handed


@transaction.atomic
def share(*, consultation: Consultation, person: Person, why: str, by: Who, channel: str) -> Sharing:
    """Let one person of another desk read a consultation. Raises ``Conflict`` when they may already."""
    try:
        with transaction.atomic():
            sharing = Sharing.objects.create(consultation=consultation, person=person, why=why, since=timezone.now())
    except IntegrityError as error:
        raise Conflict(_("It was handed to them already.")) from error
    record(verb="share", thing=consultation, by=by, channel=channel, facts={"to": person.pk, "why": why})
    return sharing


@transaction.atomic
def end_sharing(*, sharing: Sharing, by: Who, channel: str) -> None:
    """End a sharing now. Raises ``Conflict`` when it ended already."""
    if not Sharing.objects.filter(pk=sharing.pk, until=None).update(until=timezone.now()):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    record(verb="end_sharing", thing=sharing.consultation, by=by, channel=channel, facts={"to": sharing.person_id})
