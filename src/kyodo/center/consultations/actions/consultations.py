"""Writing down, reading, looking after, closing and erasing a consultation."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.consultations.models import Consultation, FollowUp, HandingOn, Note, Service, Sharing, Theme
from kyodo.center.consultations.queries.one import has_coming
from kyodo.center.consultations.rules import SHARED
from kyodo.center.consultations.states import CONSULTATION, ConsultationState
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Desk
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.sealed.fields import NOTHING
from kyodo.kernel.sealed.keys import new_key, seal, shred
from kyodo.kernel.text.letters import with_new_code

#: What a consultation holds sealed.
SEALED = ("name", "body", "phone", "mail", "words")


@transaction.atomic
def write_consultation(
    *,
    desk: Desk,
    theme: Theme,
    came: str,
    by: Who,
    channel: str,
    service: Service | None = None,
    is_begun: bool = False,
    is_demo: bool = False,
    **texts: str,
) -> Consultation:
    """Write down what somebody came with; ``texts`` are any of ``SEALED``, ``came`` the channel by which it came.

    Raises ``Unusable`` where nothing was told and nobody could be reached.
    """
    given = {name: text.strip() for name, text in texts.items() if text and text.strip()}
    if not {"words", "phone", "mail"} & set(given):
        raise Unusable(_("Please write down what it is about, or how to reach them."))
    key = new_key()
    keeper = Person.objects.filter(pk=by.pk).first() if is_begun and by.pk else None
    consultation = with_new_code(
        lambda: Consultation.objects.create(
            desk=desk, service=service, theme=theme, channel=came, key=key, came_at=timezone.now(), keeper=keeper,
            state=ConsultationState.OPEN if is_begun else ConsultationState.WAITING, is_demo=is_demo,
            **{name: seal(key, given[name]) for name in SEALED if name in given},
        )
    )  # fmt: skip
    record(verb="write", thing=consultation, by=by, channel=channel, facts={"came": came, "desk": desk.slug})
    return consultation


@transaction.atomic
def read_consultation(*, consultation: Consultation, as_what: str, by: Who, channel: str, why: str = "") -> None:
    """Write down that somebody reads a consultation, and why where they are not of its desk.

    Raises ``Unusable`` for somebody of another desk who does not say why.
    """
    if as_what == SHARED and not why:
        raise Unusable(_("Please say why you open this consultation."))
    record(
        verb="read", thing=consultation, by=by, channel=channel, facts={"as": as_what, **({"why": why} if why else {})}
    )


@transaction.atomic
def begin(*, consultation: Consultation, by: Who, channel: str) -> Consultation:
    """Look after a consultation from now on. Raises ``Conflict`` when somebody does already."""
    keeper = Person.objects.filter(pk=by.pk).first() if by.pk else None
    return CONSULTATION.move(consultation, "begin", by=by, channel=channel, keeper=keeper, changed_at=timezone.now())


@transaction.atomic
def close(*, consultation: Consultation, outcome: str, by: Who, channel: str) -> Consultation:
    """Close a consultation with what became of it; what was still to be done is done.

    Raises ``Unusable`` while an appointment is still to come, ``Conflict`` when it is closed already.
    """
    # Whoever books at the same moment waits here, or is seen by the next line.
    Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if has_coming(consultation):
        raise Unusable(_("An appointment is still to come. Please cancel it first, or close it afterwards."))
    now = timezone.now()
    facts = {"outcome": outcome}
    closed = CONSULTATION.move(
        consultation, "close", by=by, channel=channel, facts=facts, outcome=outcome, closed_at=now, changed_at=now
    )
    FollowUp.objects.filter(consultation=consultation, done_at=None).update(done_at=now)
    return closed


@transaction.atomic
def withdraw(*, consultation: Consultation, by: Who, channel: str) -> Consultation:
    """Take a consultation back, as whoever came with it wishes. Raises ``Conflict`` when it is over already."""
    now = timezone.now()
    return CONSULTATION.move(consultation, "withdraw", by=by, channel=channel, closed_at=now, changed_at=now)


@transaction.atomic
def reopen(*, consultation: Consultation, by: Who, channel: str) -> Consultation:
    """Take up again what was closed or taken back. Raises ``Conflict`` when it is open or erased."""
    return CONSULTATION.move(
        consultation, "reopen", by=by, channel=channel, outcome="", closed_at=None, changed_at=timezone.now()
    )


@transaction.atomic
def erase(*, consultation: Consultation, by: Who, channel: str) -> Consultation:
    """Erase what was told and who told it: the key is shredded, the texts go; what figures are made of stays.

    Raises ``Conflict`` before it is over, and when it is erased already.
    """
    key = Consultation.objects.select_related("key").get(pk=consultation.pk).key
    empty: dict[str, Any] = dict.fromkeys(SEALED, NOTHING)
    erased = CONSULTATION.move(
        consultation, "erase", by=by, channel=channel, key=None, keeper=None, changed_at=timezone.now(), **empty
    )
    Note.objects.filter(consultation=consultation).update(text=NOTHING, by=None)
    FollowUp.objects.filter(consultation=consultation).update(what=NOTHING)
    HandingOn.objects.filter(consultation=consultation).update(whom=NOTHING, words=NOTHING, by=None)
    Sharing.objects.filter(consultation=consultation, until=None).update(until=timezone.now())
    if key is not None:
        shred(key)
    return erased
