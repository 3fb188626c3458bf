"""Writes about people: each is one transaction with its audit row."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.commons.people.groups import follow_groups
from kyodo.commons.people.models import (
    Account,
    ConnectCode,
    Consent,
    ContactKind,
    ContactPoint,
    Person,
    RoleGrant,
)
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.notices.actions import redirect
from kyodo.kernel.notices.line import PUSH
from kyodo.kernel.permissions import ROLES, Who


@transaction.atomic
def register_person(
    *, name: str, by: Who, channel: str, name_reading: str = "", called: str = "", is_demo: bool = False
) -> Person:
    """Register a person; no account and no mail address are needed."""
    person = Person.objects.create(name=name, name_reading=name_reading, called=called, is_demo=is_demo)
    record(verb="register", thing=person, by=by, channel=channel)
    return person


@transaction.atomic
def change_person(*, person: Person, by: Who, channel: str, **changes: str) -> Person:
    """Change a person's name, reading or daily name."""
    changed = {key: value for key, value in changes.items() if getattr(person, key) != value}
    if changed:
        Person.objects.filter(pk=person.pk).update(**changed)
        record(verb="change", thing=person, by=by, channel=channel, facts={"fields": sorted(changed)})
        person.refresh_from_db()
    return person


def _hold_contacts(person_id: int) -> None:
    """Let nobody else change this person's contact points until the transaction ends: one of them is preferred."""
    Person.objects.select_for_update(no_key=True).get(pk=person_id)


@transaction.atomic
def add_contact_point(
    *, person: Person, kind: str, value: str, by: Who, channel: str, note: str = "", verified_at: datetime | None = None
) -> ContactPoint:
    """Add a way to reach a person; the first one becomes the preferred one. Raises ``Conflict`` for a double."""
    _hold_contacts(person.pk)
    try:
        with transaction.atomic():
            point = ContactPoint.objects.create(
                person=person, kind=kind, value=value, note=note, verified_at=verified_at
            )
    except IntegrityError as error:
        raise Conflict(_("This contact is already there.")) from error
    if not ContactPoint.objects.filter(person=person, is_preferred=True).exists():
        ContactPoint.objects.filter(pk=point.pk).update(is_preferred=True)
    record(verb="add_contact", thing=person, by=by, channel=channel, facts={"kind": kind})
    point.refresh_from_db()
    return point


@transaction.atomic
def prefer_contact_point(*, point: ContactPoint, by: Who, channel: str) -> None:
    """Make this the way by which the person is reached first."""
    _hold_contacts(point.person_id)
    ContactPoint.objects.filter(person=point.person_id, is_preferred=True).update(is_preferred=False)
    ContactPoint.objects.filter(pk=point.pk).update(is_preferred=True)
    record(verb="prefer_contact", thing=point.person, by=by, channel=channel, facts={"kind": point.kind})


@transaction.atomic
def remove_contact_point(*, point: ContactPoint, by: Who, channel: str) -> None:
    """Forget a way to reach a person; another one, if any, becomes the preferred one."""
    person = point.person
    _hold_contacts(person.pk)
    was_preferred = ContactPoint.objects.filter(pk=point.pk, is_preferred=True).exists()
    point.delete()
    following = ContactPoint.objects.filter(person=person).order_by("pk").first() if was_preferred else None
    if following:
        ContactPoint.objects.filter(pk=following.pk).update(is_preferred=True)
    record(verb="remove_contact", thing=person, by=by, channel=channel)
    if point.kind == ContactKind.LINE:
        end_consent(person=person, purpose=LINE_PURPOSE, by=by, channel=channel)
        redirect(channel=PUSH, address=point.value)


#: What connecting by LINE is a consent to.
LINE_PURPOSE = "line_messages"
#: How long a code to connect holds.
CONNECTED_WITHIN = timedelta(minutes=30)


@transaction.atomic
def offer_connecting(*, person: Person, by: Who, channel: str) -> ConnectCode:
    """Make a code that the person sends to our LINE account; earlier ones end."""
    now = timezone.now()
    ConnectCode.objects.filter(person=person, used_at=None, until__gt=now).update(until=now)
    code = ConnectCode.objects.create(
        person=person, code=f"{secrets.randbelow(10**8):08}", until=now + CONNECTED_WITHIN
    )
    record(verb="offer_connecting", thing=person, by=by, channel=channel)
    return code


@transaction.atomic
def use_connect_code(*, code: str, value: str, by: Who, channel: str) -> ContactPoint | None:
    """Connect the LINE id ``value`` with whoever was given this code, once; None for a code that does not hold.

    Raises ``Conflict`` when the id belongs to somebody already.
    """
    found = ConnectCode.objects.filter(code=code, used_at=None, until__gt=timezone.now())
    offered = found.select_related("person").first()
    if offered is None or offered.person.erased_at or not found.update(used_at=timezone.now()):
        return None
    return connect_line(person=offered.person, value=value, by=by, channel=channel)


@transaction.atomic
def connect_line(*, person: Person, value: str, by: Who, channel: str) -> ContactPoint:
    """Reach a person by LINE from now on, first of all, with their consent. The same once more changes nothing.

    Raises ``Conflict`` when the id belongs to somebody else, or the person has another one.
    """
    known = ContactPoint.objects.filter(kind=ContactKind.LINE)
    point = known.filter(person=person, value=value).first()
    if point is None:
        if known.filter(Q(person=person) | Q(value=value)).exists():
            raise Conflict(_("Another LINE or another office is connected already. Please phone us to change it."))
        point = add_contact_point(
            person=person, kind=ContactKind.LINE, value=value, verified_at=timezone.now(), by=by, channel=channel
        )
        prefer_contact_point(point=point, by=by, channel=channel)
    give_consent(person=person, purpose=LINE_PURPOSE, by=by, channel=channel)
    return point


@transaction.atomic
def disconnect_line(*, value: str, by: Who, channel: str) -> bool:
    """End the contact by this LINE id and its consent; returns whether there was one."""
    point = ContactPoint.objects.filter(kind=ContactKind.LINE, value=value).select_related("person").first()
    if point is None:
        return False
    remove_contact_point(point=point, by=by, channel=channel)
    return True


@transaction.atomic
def give_consent(*, person: Person, purpose: str, by: Who, channel: str) -> Consent:
    """Write down that a person agreed to a purpose; agreeing twice changes nothing."""
    consent, made = Consent.objects.get_or_create(
        person=person, purpose=purpose, until=None, defaults={"channel": channel, "since": timezone.now()}
    )
    if made:
        record(verb="give_consent", thing=person, by=by, channel=channel, facts={"purpose": purpose})
    return consent


@transaction.atomic
def end_consent(*, person: Person, purpose: str, by: Who, channel: str) -> None:
    """End a consent now; it holds for nothing that comes after."""
    now = timezone.now()
    if Consent.objects.filter(person=person, purpose=purpose, until=None, since__lt=now).update(until=now):
        record(verb="end_consent", thing=person, by=by, channel=channel, facts={"purpose": purpose})


@transaction.atomic
def grant_role(*, person: Person, role: str, by: Who, channel: str, until: datetime | None = None) -> RoleGrant:
    """Give a role from now on, without end or up to a moment; whoever holds it for longer keeps it as it is.

    Raises ``Unusable`` for a role that does not exist.
    """
    if ROLES.find(role) is None:
        raise Unusable(_("There is no such role."))
    # Two who give the same role at once wait for each other here; two open grants the database refuses by itself.
    Person.objects.select_for_update().get(pk=person.pk)
    now = timezone.now()
    held = RoleGrant.objects.filter(person=person, role=role, since__lte=now).exclude(until__lte=now)
    grant = held.filter(until=None).first() or held.order_by("until").last()
    if grant is None:
        grant = RoleGrant.objects.create(person=person, role=role, since=now, until=until)
    elif grant.until is not None and (until is None or until > grant.until):
        RoleGrant.objects.filter(pk=grant.pk).update(until=until)
        grant.refresh_from_db()
    else:
        return grant
    record(verb="grant_role", thing=person, by=by, channel=channel, facts={"role": role})
    follow_groups(person)
    return grant


@transaction.atomic
def end_role(*, person: Person, role: str, by: Who, channel: str) -> None:
    """End a role now; the next request no longer has its rights."""
    now = timezone.now()
    ended = RoleGrant.objects.filter(person=person, role=role, since__lt=now).exclude(until__lte=now)
    if ended.update(until=now):
        record(verb="end_role", thing=person, by=by, channel=channel, facts={"role": role})
        follow_groups(person)


@transaction.atomic
def erase_person(*, person: Person, by: Who, channel: str) -> None:
    """Erase what is known of a person and keep an empty place, so that histories still hold.

    Contact points and the account go, consents and roles end, the name becomes a mark.
    """
    now = timezone.now()
    for value in ContactPoint.objects.filter(person=person, kind=ContactKind.LINE).values_list("value", flat=True):
        disconnect_line(value=value, by=by, channel=channel)
    ContactPoint.objects.filter(person=person).delete()
    ConnectCode.objects.filter(person=person).delete()
    Consent.objects.filter(person=person, until=None).update(until=now)
    RoleGrant.objects.filter(person=person, until=None).update(until=now)
    Account.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(name="—", name_reading="", called="", note="", erased_at=now)
    record(verb="erase", thing=person, by=by, channel=channel)
