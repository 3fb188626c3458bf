"""Writes about offers: each is one transaction with its audit row, and the search stays in step."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Actor, Field
from kyodo.commons.people.public import ContactKind, Person
from kyodo.commons.places.public import Ward
from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.now import day_of, moment
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import send as send_notice
from kyodo.kernel.permissions import SYSTEM, Who
from kyodo.kernel.text.letters import with_new_code
from kyodo.kernel.trail.walk import came_from
from kyodo.matching import documents
from kyodo.matching.actions.people import forget_writer, keep_contacts, register_writer
from kyodo.matching.card import missing
from kyodo.matching.models import Need, Offer
from kyodo.matching.queries.addresses import own_address
from kyodo.matching.queries.needs import UNDONE_WITHIN
from kyodo.matching.queries.offers import last_day
from kyodo.matching.states import OFFER_SHOWN, CloseReason, OfferState
from kyodo.matching.steps.moves import closed_from, move_offer

#: Everybody who offers has an answer of the desk by the end of this day.
ANSWERED_WITHIN = timedelta(days=21)
RECEIVED_MAIL = "matching.offer_received"
#: Where an offer stood when it was closed → the verb that leads back there from where it is taken up again.
BACK: dict[str, str] = {OfferState.OPEN: "take_up", OfferState.QUEUED: "queue"}


@transaction.atomic
def begin_offer(
    *, by: Who, channel: str, to: Actor | None = None, need: Need | None = None, actor: Actor | None = None, **more: Any
) -> Offer:
    """Begin an offer that nobody sees yet; ``more`` may hold ``seat``, ``person`` and ``is_demo``."""
    more.setdefault("person", Person.objects.filter(pk=by.pk).first() if by.pk else None)
    offer = with_new_code(lambda: Offer.objects.create(to=to, need=need, actor=actor, channel=channel, **more))
    record(verb="write", thing=offer, by=by, channel=channel)
    return offer


@transaction.atomic
def save_draft(
    *,
    offer: Offer,
    by: Who,
    channel: str,
    fields: Iterable[Field] | None = None,
    wards: Iterable[Ward] | None = None,
    **changes: Any,
) -> Offer:
    """Keep what was typed so far. What is left out stays as it is. Raises ``Conflict`` once the offer was sent."""
    locked = _draft(offer)
    if changes:
        Offer.objects.filter(pk=locked.pk).update(**changes, changed_at=timezone.now())
    for name, chosen in (("fields", fields), ("wards", wards)):
        if chosen is not None:
            getattr(locked, name).set(chosen)
    record(verb="edit", thing=locked, by=by, channel=channel, facts={"fields": sorted(changes)})
    locked.refresh_from_db()
    return locked


@transaction.atomic
def save_writer(
    *, offer: Offer, name: str, mail: str, phone: str, passes_contact: bool, by: Who, channel: str, **changes: Any
) -> Offer:
    """Keep who writes an offer and how to reach them. Raises ``Conflict`` once the offer was sent."""
    locked = _draft(offer)
    contacts: dict[str, Any] = {"mail": mail, "phone": phone, "passes_contact": passes_contact}
    if locked.person is None:
        changes["person"] = register_writer(name=name, by=by, channel=channel, **contacts)
    else:
        keep_contacts(person=locked.person, name=name, by=by, channel=channel, **contacts)
    return save_draft(offer=locked, by=by, channel=channel, **changes)


def _draft(offer: Offer) -> Offer:
    locked = Offer.objects.select_for_update().filter(pk=offer.pk, state=OfferState.DRAFT).first()
    if locked is None:
        raise Conflict(_("This offer was sent already. To change it, please phone us; we will write it down."))
    return locked


# --- sending ---------------------------------------------------------------------------------


@transaction.atomic
def send_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Send an offer: the desk has it, and it is answered within three weeks.

    Raises ``Unusable`` with what is missing on the card, ``Conflict`` when it was sent already.
    """
    offer.refresh_from_db()
    if lacking := missing(offer):
        raise Unusable(_("Before it can be sent, please add: %(what)s.") % {"what": "・".join(map(str, lacking))})
    now = timezone.now()
    answer_by = moment(day_of(now) + ANSWERED_WITHIN + timedelta(days=1))
    moved = move_offer(offer, "send", by=by, channel=channel, sent_at=now, answer_by=answer_by)
    if moved.need is not None:
        came_from(moved, moved.need)
    documents.keep_offer(moved)
    _tell_received(moved)
    return moved


def _tell_received(offer: Offer) -> None:
    """Write to whoever sent an offer and left a mail address: number, day of the answer, own link."""
    point = offer.person.contact_points.filter(kind=ContactKind.MAIL).order_by("pk").last() if offer.person else None
    if point is None or offer.is_demo:
        return
    send_notice(
        key=f"offer:{offer.pk}:received", kind=RECEIVED_MAIL, recipient=f"person:{offer.person_id}",
        address=point.value, template="matching/notices/offer_received.txt", about=offer,
        context={
            "offer": offer, "last_day": last_day(offer),
            "url": settings.SITE_URL + own_address(offer),
        },
    )  # fmt: skip


@transaction.atomic
def send_and_wait(*, offer: Offer, free_from: date | None, by: Who, channel: str) -> Offer:
    """Send an offer whose host has no hands now: it waits in turn, and the desk looks at it when the host is free.

    Where that is a matter of the calendar (``free_from`` is still to come), the desk looks on that day too.
    """
    sent = send_offer(offer=offer, by=by, channel=channel)
    look_on = free_from if free_from and free_from > timezone.localdate() else None
    return queue_offer(offer=sent, look_on=look_on, by=by, channel=channel)


@transaction.atomic
def queue_offer(*, offer: Offer, by: Who, channel: str, look_on: date | None = None) -> Offer:
    """Let an offer wait until a host has hands. Raises ``Conflict`` when it is not waiting for a host."""
    return move_offer(offer, "queue", by=by, channel=channel, look_on=look_on)


@transaction.atomic
def take_up_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Begin to look for a host. Raises ``Conflict`` when somebody does already."""
    return move_offer(offer, "take_up", by=by, channel=channel)


@transaction.atomic
def look_again_for_host(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Look for a host again after a joint work. Raises ``Conflict`` unless the offer was met."""
    return move_offer(offer, "look_again", by=by, channel=channel)


@transaction.atomic
def mark_answered(*, offer: Offer, at: datetime, by: Who = SYSTEM, channel: str = "desk") -> Offer:
    """Write down when the desk first answered whoever offered; a later answer never takes its place."""
    if Offer.objects.filter(pk=offer.pk, answered_at=None).exclude(state=OfferState.DRAFT).update(answered_at=at):
        record(verb="mark_answered", thing=offer, by=by, channel=channel)
    offer.refresh_from_db()
    return offer


# --- ends ------------------------------------------------------------------------------------


@transaction.atomic
def close_offer(*, offer: Offer, reason: str, by: Who, channel: str) -> Offer:
    """Close an offer kindly, with its reason. Raises ``Conflict`` when it is a joint work or closed already."""
    changes: dict[str, Any] = {"close_reason": CloseReason(reason), "closed_at": timezone.now()}
    return move_offer(offer, "close", by=by, channel=channel, facts={"reason": reason}, **changes)


@transaction.atomic
def reopen_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Take a closed offer up again; it is not public until it is shown again."""
    Offer.objects.filter(pk=offer.pk, state=OfferState.CLOSED).update(is_public=False)
    return move_offer(offer, "reopen", by=by, channel=channel, close_reason="", closed_at=None)


@transaction.atomic
def undo_close_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Undo a closing as if it had not been, within ten minutes. Raises ``Conflict`` later, and when it is open."""
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    if locked.closed_at is None or timezone.now() >= locked.closed_at + UNDONE_WITHIN:
        raise Conflict(_("This could be undone for ten minutes. You can take it up again instead."))
    was_public, was = locked.is_public, closed_from(locked)
    found = reopen_offer(offer=locked, by=by, channel=channel)
    if verb := BACK.get(was):
        found = move_offer(found, verb, by=by, channel=channel)
    return show_offer(offer=found, by=by, channel=channel) if was_public else found


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Take an offer back, as those who offered wish; nobody sees it any more.

    Raises ``Conflict`` once a joint work grew out of it or it is closed.
    """
    now = timezone.now()
    return move_offer(offer, "withdraw", by=by, channel=channel, is_public=False, may_show=False, closed_at=now)


@transaction.atomic
def show_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Show an offer to everybody. Raises ``Unusable`` without consent, ``Conflict`` when it is shown or over."""
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    if not locked.may_show:
        raise Unusable(_("They have not agreed that it is shown. Please ask them first and write it down."))
    if locked.is_public or locked.state not in OFFER_SHOWN:
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    Offer.objects.filter(pk=offer.pk).update(is_public=True, shown_at=locked.shown_at or timezone.now())
    record(verb="show", thing=locked, by=by, channel=channel)
    return _kept(locked)


@transaction.atomic
def hide_offer(*, offer: Offer, by: Who, channel: str) -> Offer:
    """Take an offer out of the public pages. Raises ``Conflict`` when it is not there."""
    if not Offer.objects.filter(pk=offer.pk, is_public=True).update(is_public=False):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    record(verb="hide", thing=offer, by=by, channel=channel)
    return _kept(offer)


def _kept(offer: Offer) -> Offer:
    offer.refresh_from_db()
    documents.keep_offer(offer)
    return offer


# --- forgetting ------------------------------------------------------------------------------


@transaction.atomic
def forget_offer(*, offer: Offer, by: Who, channel: str) -> None:
    """Forget who wrote an offer that is over, and in which words; its hours and dates stay for the figures."""
    person = offer.person
    Offer.objects.filter(pk=offer.pk).update(
        person=None, body="" if offer.actor_id or not offer.body else "—", title="—", plain="", we_do="—", host_does="",
        cost_words="", first_step="—", follows="—", is_public=False, may_show=False,
    )  # fmt: skip
    record(verb="forget", thing=offer, by=by, channel=channel)
    _kept(offer)
    forget_writer(person=person, by=by, channel=channel)


@transaction.atomic
def drop_draft(*, offer: Offer, by: Who, channel: str) -> None:
    """Delete an offer that was never sent, and forget who wrote it."""
    locked = _draft(offer)
    person = locked.person
    record(verb="forget", thing=locked, by=by, channel=channel)
    locked.delete()
    forget_writer(person=person, by=by, channel=channel)
