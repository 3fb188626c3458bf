"""Writes about needs: each is one transaction with its audit row, and the search stays in step."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Actor, Field, Seat
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import District, Ward
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import send as send_notice
from kyodo.kernel.permissions import Who
from kyodo.kernel.text.letters import with_new_code
from kyodo.kernel.trail.walk import came_from
from kyodo.matching import documents
from kyodo.matching.actions.people import forget_writer, register_writer
from kyodo.matching.models import Need
from kyodo.matching.queries.addresses import own_address
from kyodo.matching.queries.needs import UNDONE_WITHIN, is_in_plain_words
from kyodo.matching.states import NEED_SHOWN, CloseReason, NeedState
from kyodo.matching.steps.moves import closed_from, move_need

RECEIVED_MAIL = "matching.need_received"


@transaction.atomic
def tell_need(
    *,
    told: str,
    by: Who,
    channel: str,
    actor: Actor | None = None,
    seat: Seat | None = None,
    person: Person | None = None,
    origin: models.Model | None = None,
    told_at: datetime | None = None,
    **more: Any,
) -> Need:
    """Write down what somebody wishes help with, in their own words; ``origin`` is what it grew out of.

    ``more`` may hold ``body``, ``kind``, ``may_show``, ``may_name``, ``is_demo``. Raises ``Unusable``
    without a word, and for a seat of another organization.
    """
    if not told.strip():
        raise Unusable(_("Please write down what help is wished for, in a few words."))
    if seat is not None and actor is not None and seat.actor_id != actor.pk:
        raise Unusable(_("This seat belongs to another organization. Please choose one of those in the list."))
    keeper = Person.objects.filter(pk=by.pk).first() if by.pk and person is None else None
    need = with_new_code(
        lambda: Need.objects.create(
            told=told.strip(), actor=actor or (seat.actor if seat else None), seat=seat, person=person,
            channel=channel, told_at=told_at or timezone.now(), keeper=keeper, **more,
        )
    )  # fmt: skip
    if origin is not None:
        came_from(need, origin)
    record(verb="tell", thing=need, by=by, channel=channel, facts={"by_phone": channel == "phone"})
    return need


@transaction.atomic
def write_need(
    *, told: str, name: str, mail: str, phone: str, passes_contact: bool, by: Who, channel: str, **more: Any
) -> Need:
    """Write down a need that somebody wrote themselves, with how to reach them; they get a letter with their own link.

    ``more`` as for :func:`tell_need`.
    """
    person = register_writer(
        name=name, mail=mail, phone=phone, passes_contact=passes_contact, by=by, channel=channel
    )  # fmt: skip
    need = tell_need(told=told, person=person, by=by, channel=channel, **more)
    if mail:
        send_notice(
            key=f"need:{need.pk}:received", kind=RECEIVED_MAIL, recipient=f"person:{person.pk}", address=mail,
            template="matching/notices/need_received.txt", about=need,
            context={"need": need, "name": name, "url": settings.SITE_URL + own_address(need)},
        )  # fmt: skip
    return need


@transaction.atomic
def rewrite_need(
    *,
    need: Need,
    by: Who,
    channel: str,
    seen_at: datetime | None = None,
    fields: Iterable[Field] | None = None,
    wards: Iterable[Ward] | None = None,
    districts: Iterable[District] | None = None,
    **changes: Any,
) -> Need:
    """Write a need in plain words, with its first hour. What is left out stays as it is.

    Raises ``Conflict`` when somebody else changed it since ``seen_at``, ``Unusable`` for a first step of more
    than an hour, and when a need that is looked for would lose its plain words.
    """
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if seen_at is not None and locked.changed_at > seen_at:
        raise Conflict(_("Somebody else changed this in the meantime. Please look at it and write your changes again."))
    minutes = changes.get("first_minutes", locked.first_minutes)
    if minutes is not None and not 1 <= minutes <= 60:
        raise Unusable(_("The first step takes an hour at the most. Please cut out a smaller one."))
    for name, value in changes.items():
        setattr(locked, name, value)
    if locked.state in NEED_SHOWN and not is_in_plain_words(locked):
        raise Unusable(_("We look for somebody already. Please leave the title, the plain words and the first hour."))
    locked.is_public = locked.is_public and locked.may_show
    locked.save()
    for name, chosen in (("fields", fields), ("wards", wards), ("districts", districts)):
        if chosen is not None:
            getattr(locked, name).set(chosen)
    record(verb="rewrite", thing=locked, by=by, channel=channel, facts={"fields": sorted(changes)})
    documents.keep_need(locked)
    return locked


@transaction.atomic
def ready_need(*, need: Need, by: Who, channel: str) -> Need:
    """Begin to look for somebody. Raises ``Unusable`` before it is in plain words, ``Conflict`` once it goes on."""
    need.refresh_from_db()
    if not is_in_plain_words(need):
        raise Unusable(_("Please write the title, the plain words and the first hour first."))
    return move_need(need, "ready", by=by, channel=channel)


@transaction.atomic
def show_need(*, need: Need, by: Who, channel: str) -> Need:
    """Show a need to everybody. Raises ``Unusable`` without the consent of whoever told it, ``Conflict`` before it
    is looked for and when it is shown already."""
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if not locked.may_show:
        raise Unusable(_("They have not agreed that it is shown. Please ask them first and write it down."))
    if locked.is_public or locked.state not in NEED_SHOWN:
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    Need.objects.filter(pk=need.pk).update(is_public=True, shown_at=locked.shown_at or timezone.now())
    return _shown(locked, "show", by, channel)


@transaction.atomic
def hide_need(*, need: Need, by: Who, channel: str) -> Need:
    """Take a need out of the public pages. Raises ``Conflict`` when it is not there."""
    if not Need.objects.filter(pk=need.pk, is_public=True).update(is_public=False):
        raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
    return _shown(need, "hide", by, channel)


show, hide = show_need, hide_need


def _shown(need: Need, verb: str, by: Who, channel: str) -> Need:
    record(verb=verb, thing=need, by=by, channel=channel)
    need.refresh_from_db()
    documents.keep_need(need)
    return need


@transaction.atomic
def look_again_for_help(*, need: Need, by: Who, channel: str) -> Need:
    """Look for somebody again after a joint work. Raises ``Conflict`` unless the need was met."""
    return move_need(need, "look_again", by=by, channel=channel)


@transaction.atomic
def close_need(*, need: Need, reason: str, by: Who, channel: str) -> Need:
    """Close a need with its reason. Raises ``Conflict`` when a joint work grew out of it or it is closed already."""
    changes: dict[str, Any] = {"close_reason": CloseReason(reason), "closed_at": timezone.now()}
    return move_need(need, "close", by=by, channel=channel, facts={"reason": reason}, **changes)


@transaction.atomic
def withdraw_need(*, need: Need, reason: str, by: Who, channel: str) -> Need:
    """Close a need because those who told it wish so; it is no longer shown to anybody."""
    closed = close_need(need=need, reason=reason, by=by, channel=channel)
    Need.objects.filter(pk=closed.pk).update(is_public=False, may_show=False)
    return _shown(closed, "hide", by, channel)


@transaction.atomic
def reopen_need(*, need: Need, by: Who, channel: str) -> Need:
    """Take a closed need up again; it is not public until it is shown again."""
    Need.objects.filter(pk=need.pk, state=NeedState.CLOSED).update(is_public=False)
    return move_need(need, "reopen", by=by, channel=channel, close_reason="", closed_at=None)


@transaction.atomic
def undo_close_need(*, need: Need, by: Who, channel: str) -> Need:
    """Undo a closing as if it had not been, within ten minutes. Raises ``Conflict`` later, and when it is open."""
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if locked.closed_at is None or timezone.now() >= locked.closed_at + UNDONE_WITHIN:
        raise Conflict(_("This could be undone for ten minutes. You can take it up again instead."))
    was_public, was = locked.is_public, closed_from(locked)
    found = reopen_need(need=locked, by=by, channel=channel)
    if was == NeedState.OPEN:
        found = ready_need(need=found, by=by, channel=channel)
    return show_need(need=found, by=by, channel=channel) if was_public else found


@transaction.atomic
def forget_need(*, need: Need, by: Who, channel: str) -> None:
    """Forget who told a closed need and in which words; what the desk wrote stays."""
    person = need.person
    Need.objects.filter(pk=need.pk).update(person=None, body="", told="—", is_public=False, may_show=False)
    record(verb="forget", thing=need, by=by, channel=channel)
    need.refresh_from_db()
    documents.keep_need(need)
    forget_writer(person=person, by=by, channel=channel)
