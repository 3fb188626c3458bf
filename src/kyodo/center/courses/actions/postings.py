"""Writes about events that groups hand in. The rule is public, and so are its reasons; a group is told which one."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.courses.models import Call, Posting, TrustedGroup
from kyodo.center.courses.queries import is_trusted
from kyodo.center.courses.rules import is_open
from kyodo.center.courses.states import POSTING, PostingState, RefusalReason
from kyodo.commons.actors.public import Actor
from kyodo.commons.gatherings.public import Gathering, address_of, has_dates, publish_gathering
from kyodo.commons.people.public import Person, mail_of
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import send
from kyodo.kernel.permissions import Who

DECIDED = "courses.decided"


@transaction.atomic
def submit_posting(*, gathering: Gathering, by: Who, channel: str, call: Call | None = None) -> Posting:
    """Hand in the draft of a group; that of a trusted group is public at once.

    Raises ``Unusable`` while it has no date or organizer and for a call that takes no proposals now,
    ``Conflict`` when it was handed in already.
    """
    _check(gathering, call)
    assert gathering.organizer is not None  # noqa: S101  (see _check)
    person = Person.objects.filter(pk=by.pk).first() if by.pk else None
    facts: dict[str, Any] = {"actor": gathering.organizer, "call": call, "submitted_by": person}
    try:
        with transaction.atomic():
            posting = Posting.objects.create(gathering=gathering, submitted_at=timezone.now(), **facts)
    except IntegrityError as error:
        raise Conflict(_("This event was handed in already. We tell you as soon as it is decided.")) from error
    record(verb="submit", thing=posting, by=by, channel=channel, facts={"call": call.pk if call else None})
    return _publish_if_trusted(posting, by, channel)


@transaction.atomic
def submit_again(*, posting: Posting, by: Who, channel: str) -> Posting:
    """Hand in once more what was sent back. Raises ``Unusable`` without a date, ``Conflict`` in any other state."""
    _check(posting.gathering, None)
    moved = POSTING.move(
        posting, "submit_again", by=by, channel=channel, reason="", submitted_at=timezone.now(), decided_at=None
    )
    return _publish_if_trusted(moved, by, channel)


def _check(gathering: Gathering, call: Call | None) -> None:
    if gathering.organizer is None:
        raise Unusable(_("The event needs an organization of the directory as its organizer."))
    if not has_dates(gathering):
        raise Unusable(_("The event has no date yet. Please add one, then hand it in."))
    if call is not None and not is_open(call, timezone.now()):
        raise Unusable(_("This call takes no proposals now. You can hand the event in without it."))


def _publish_if_trusted(posting: Posting, by: Who, channel: str) -> Posting:
    if not is_trusted(posting.actor_id, timezone.now()):
        return posting
    publish_gathering(gathering=posting.gathering, by=by, channel=channel)
    return POSTING.move(posting, "accept_posting", by=by, channel=channel, by_rule=True, decided_at=timezone.now())


@transaction.atomic
def accept_posting(*, posting: Posting, by: Who, channel: str) -> Posting:
    """Publish what a group handed in. Raises ``Conflict`` when it was decided already."""
    moved = POSTING.move(posting, "accept_posting", by=by, channel=channel, decided_at=timezone.now())
    publish_gathering(gathering=moved.gathering, by=by, channel=channel)
    _tell(moved)
    return moved


@transaction.atomic
def return_posting(*, posting: Posting, reason: str, by: Who, channel: str, words: str = "") -> Posting:
    """Send back what can be mended, with the reason. Raises ``Unusable`` without a reason that says enough."""
    return _not_yet(posting, "return_posting", reason, words, by, channel)


@transaction.atomic
def refuse_posting(*, posting: Posting, reason: str, by: Who, channel: str, words: str = "") -> Posting:
    """Refuse what the rule does not allow, with the reason. Raises ``Unusable`` without one that says enough."""
    return _not_yet(posting, "refuse_posting", reason, words, by, channel)


def _not_yet(posting: Posting, verb: str, reason: str, words: str, by: Who, channel: str) -> Posting:
    if reason not in RefusalReason.values or (reason == RefusalReason.OTHER and not words.strip()):
        raise Unusable(_("Please choose a reason, or write it. The group reads it."))
    changes = {"reason": reason, "words": words, "decided_at": timezone.now()}
    moved = POSTING.move(posting, verb, by=by, channel=channel, facts={"reason": reason}, **changes)
    _tell(moved)
    return moved


def _tell(posting: Posting) -> None:
    """Write to whoever handed it in, where a mail address is known; the event's page says it too."""
    mail = mail_of(posting.submitted_by) if posting.submitted_by else ""
    if not mail or posting.gathering.is_demo:
        return
    send(
        key=f"posting:{posting.pk}:{posting.state}:{posting.decided_at}", kind=DECIDED,
        recipient=f"person:{posting.submitted_by_id}", address=mail, template="courses/notices/decided.txt",
        about=posting, context={
            "posting": posting, "is_published": posting.state == PostingState.PUBLISHED,
            "is_returned": posting.state == PostingState.RETURNED,
            "url": settings.SITE_URL + address_of(posting.gathering.slug),
        },
    )  # fmt: skip


# --- trust -------------------------------------------------------------------------------------


@transaction.atomic
def trust_group(*, actor: Actor, why: str, by: Who, channel: str) -> TrustedGroup:
    """Publish the events of a group at once from now on. Raises ``Conflict`` when it is trusted already."""
    try:
        with transaction.atomic():
            trusted = TrustedGroup.objects.create(actor=actor, why=why, since=timezone.now())
    except IntegrityError as error:
        raise Conflict(_("This group is trusted already.")) from error
    record(verb="trust", thing=trusted, by=by, channel=channel, facts={"actor": actor.pk})
    return trusted


@transaction.atomic
def end_trust(*, trusted: TrustedGroup, by: Who, channel: str) -> None:
    """Look at the events of a group again before they are published."""
    now = timezone.now()
    if TrustedGroup.objects.filter(pk=trusted.pk, until=None, since__lt=now).update(until=now):
        record(verb="end_trust", thing=trusted, by=by, channel=channel, facts={"actor": trusted.actor_id})
