"""Writes about organizations, their seats and who holds them: each is one transaction with its audit row."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.actors.documents import keep_found, keep_renamed
from kyodo.commons.actors.mandates.walls import tell_term_ended
from kyodo.commons.actors.models import Actor, Field, Holding, Seat
from kyodo.commons.actors.names import keys_of, new_slug
from kyodo.commons.actors.states import LISTING
from kyodo.commons.people.actions import register_person
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who

#: The columns that people fill in; everything else of an entry follows from an action.
FACTS = (
    "kind", "name", "name_reading", "legal_form", "corporate_number", "purpose", "founded", "office_address", "phone",
    "mail", "url",
)  # fmt: skip


# --- the public entry ------------------------------------------------------------------------


@transaction.atomic
def create_actor(
    *,
    by: Who,
    channel: str,
    fields: Iterable[Field] = (),
    wards: Iterable[Ward] = (),
    is_demo: bool = False,
    **facts: str,
) -> Actor:
    """Write a new entry, not public yet. Raises ``Conflict`` when the corporate number is taken."""
    number = facts.get("corporate_number", "")
    slug = new_slug(number)
    if Actor.objects.filter(slug=slug).exists():
        slug = new_slug()
    actor = Actor(slug=slug, is_demo=is_demo, **facts, **keys_of(facts["name"], facts.get("name_reading", "")))
    _save(actor)
    actor.fields.set(fields)
    actor.wards.set(wards)
    record(verb="create", thing=actor, by=by, channel=channel, facts={"kind": actor.kind})
    keep_found(actor)
    return actor


@transaction.atomic
def edit_actor(
    *,
    actor: Actor,
    by: Who,
    channel: str,
    fields: Iterable[Field] | None = None,
    wards: Iterable[Ward] | None = None,
    seen_at: datetime | None = None,
    **facts: str,
) -> Actor:
    """Change what an entry says; the audit names the columns, never their content.

    ``seen_at`` is the entry's ``changed_at`` as the writer read it: raises ``Conflict`` when
    somebody else changed it since, and when the corporate number is taken.
    """
    row = Actor.objects.select_for_update().get(pk=actor.pk)
    if seen_at is not None and row.changed_at != seen_at:
        raise Conflict(_("Somebody else changed this entry while you were writing. Please compare, then save again."))
    changed = {key: value for key, value in facts.items() if key in FACTS and getattr(row, key) != value}
    for key, value in changed.items():
        setattr(row, key, value)
    sets = {"fields": fields, "wards": wards}
    moved = [name for name, things in sets.items() if things is not None and _differ(row, name, things)]
    if not changed and not moved:
        return row
    for key, value in keys_of(row.name, row.name_reading).items():
        setattr(row, key, value)
    _save(row)
    for name in moved:
        getattr(row, name).set(sets[name])
    record(verb="edit", thing=row, by=by, channel=channel, facts={"fields": sorted([*changed, *moved])})
    keep_found(row)
    if "name" in changed:
        keep_renamed([row])
    return row


def _differ(actor: Actor, name: str, things: Iterable[Field] | Iterable[Ward]) -> bool:
    return set(getattr(actor, name).values_list("pk", flat=True)) != {thing.pk for thing in things}


def _save(actor: Actor) -> None:
    try:
        with transaction.atomic():
            actor.save()
    except IntegrityError as error:
        raise Conflict(
            _("Another entry already has this corporate number. Please look it up in the directory.")
        ) from error


@transaction.atomic
def list_actor(*, actor: Actor, by: Who, channel: str) -> Actor:
    """Show an entry in the directory. Raises ``Conflict`` when it is there already."""
    actor = LISTING.move(actor, "list", by=by, channel=channel, listed_at=timezone.now())
    keep_found(actor)
    return actor


@transaction.atomic
def withdraw_actor(*, actor: Actor, by: Who, channel: str) -> Actor:
    """Take an entry out of the directory; seats, holders and history stay. Raises ``Conflict`` when it is out."""
    actor = LISTING.move(actor, "withdraw", by=by, channel=channel)
    keep_found(actor)
    return actor


@transaction.atomic
def confirm_actor(*, actor: Actor, by: Who, channel: str) -> Actor:
    """Say that an entry is true today."""
    today = timezone.localdate()
    Actor.objects.filter(pk=actor.pk).update(confirmed_on=today)
    record(verb="confirm", thing=actor, by=by, channel=channel, facts={"confirmed_on": today.isoformat()})
    actor.confirmed_on = today
    return actor


# --- seats and who holds them ----------------------------------------------------------------


@transaction.atomic
def add_seat(*, actor: Actor, title: str, by: Who, channel: str, order: int = 100) -> Seat:
    """Add an office to an organization. Raises ``Conflict`` when it has one of this title."""
    try:
        with transaction.atomic():
            seat = Seat.objects.create(actor=actor, title=title, order=order)
    except IntegrityError as error:
        raise Conflict(_("This organization already has a seat of this title.")) from error
    record(verb="add_seat", thing=actor, by=by, channel=channel, facts={"seat": seat.pk})
    return seat


@transaction.atomic
def seat_person(
    *, seat: Seat, person: Person, since: date, by: Who, channel: str, instead_of: Holding | None = None
) -> Holding:
    """Seat a person from a day on; whoever held the seat until then holds it up to that day.

    ``instead_of`` is the open holding that the writer saw. Raises ``Conflict`` when another
    one is open by now (two people seated somebody at once), ``Unusable`` when the day lies
    before the day on which the present holder began.
    """
    Seat.objects.select_for_update().get(pk=seat.pk)
    last = Holding.objects.filter(seat=seat, until=None).select_related("person").first()
    if last and last.person_id == person.pk:
        return last
    if last != instead_of:
        raise Conflict(_("Somebody else just seated a person here. Please look at the seat again."))
    if last and last.since > since:
        raise Unusable(_("The present holder began after that day. Please choose a later day."))
    if last:
        _end(last, since, by, channel)
    if Holding.objects.filter(seat=seat, until__gt=since).exclude(until=F("since")).exists():
        raise Unusable(_("On that day somebody held this seat. Please choose a later day."))
    holding = Holding.objects.create(seat=seat, person=person, since=since)
    facts = {"seat": seat.pk, "person": person.pk, "since": since.isoformat()}
    record(verb="seat", thing=seat.actor, by=by, channel=channel, facts=facts)
    return holding


@transaction.atomic
def seat_newcomer(
    *, seat: Seat, name: str, name_reading: str, since: date, by: Who, channel: str, instead_of: Holding | None = None
) -> Holding:
    """Register a person whom the house does not know and seat them; raises what ``seat_person`` raises."""
    person = register_person(name=name, name_reading=name_reading, by=by, channel=channel)
    return seat_person(seat=seat, person=person, since=since, by=by, channel=channel, instead_of=instead_of)


@transaction.atomic
def vacate_seat(*, seat: Seat, until: date, by: Who, channel: str) -> Holding:
    """End the open holding of a seat: its holder holds it up to, but not including, that day.

    The day of the beginning takes the holding back altogether. Raises ``Conflict`` when nobody
    holds the seat, ``Unusable`` for a day before the holding began.
    """
    Seat.objects.select_for_update().get(pk=seat.pk)
    last = Holding.objects.filter(seat=seat, until=None).first()
    if last is None:
        raise Conflict(_("Nobody holds this seat any more. Please look at the seat again."))
    if until < last.since:
        raise Unusable(_("The holder began after that day. Please choose a later day."))
    _end(last, until, by, channel)
    return last


def _end(holding: Holding, until: date, by: Who, channel: str) -> None:
    holding.until = until
    holding.save(update_fields=["until"])
    facts = {"seat": holding.seat_id, "person": holding.person_id, "until": until.isoformat()}
    record(verb="vacate", thing=holding.seat.actor, by=by, channel=channel, facts=facts)
    if until <= timezone.localdate():
        tell_term_ended(holding, by, channel)
