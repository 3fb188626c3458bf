"""Registrations: asked for online, at the counter, on paper or by phone; the papers are kept once."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Party, PartyMember
from kyodo.center.bookings.states import PARTY, PartyKind
from kyodo.commons.actors.public import Actor, fold
from kyodo.commons.people.public import Person
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.files.actions import store
from kyodo.kernel.files.contents import Checked
from kyodo.kernel.permissions import Who
from kyodo.kernel.text.letters import with_new_code

#: The kind under which papers of a registration are kept.
PAPERS = "bookings.registration"
FACTS = ("user_kind", "name", "name_reading", "activity", "members", "note", "valid_until", "contact")


@transaction.atomic
def ask_registration(
    *,
    kind: str,
    by: Who,
    channel: str,
    name: str,
    contact: Person | None,
    actor: Actor | None = None,
    papers: Sequence[Checked] = (),
    **facts: Any,
) -> Party:
    """Write down a registration as ``received``, with its papers.

    Raises ``Conflict`` when this organization or person is registered already.
    """

    def make() -> Party:
        party = Party(kind=kind, name=name, contact=contact, actor=actor, channel=channel, **facts)
        party.name_key = _key(party)
        party.save(force_insert=True)
        return party

    try:
        party = with_new_code(make)
    except IntegrityError as error:
        raise Conflict(_("There is a registration already. You can book with it right away.")) from error
    record(verb="ask_registration", thing=party, by=by, channel=channel, facts={"kind": kind})
    add_papers(party=party, papers=papers, by=by, channel=channel)
    return party


def add_papers(*, party: Party, papers: Sequence[Checked], by: Who, channel: str) -> None:
    """Keep papers with a registration: rules of the group, list of members, who acts for it."""
    for paper in papers:
        store(paper, owner=party, kind=PAPERS, by=by, channel=channel)


@transaction.atomic
def change_party(*, party: Party, by: Who, channel: str, **facts: Any) -> Party:
    """Change what a registration says; the audit names the columns only."""
    row = Party.objects.select_for_update().get(pk=party.pk)
    changed = [name for name in FACTS if name in facts and getattr(row, name) != facts[name]]
    for name in changed:
        setattr(row, name, facts[name])
    if changed:
        row.name_key = _key(row)
        row.save()
        record(verb="change", thing=row, by=by, channel=channel, facts={"fields": sorted(changed)})
    return row


@transaction.atomic
def decide(*, party: Party, verb: str, by: Who, channel: str, reason: str = "") -> Party:
    """Register, refuse or end. Raises ``Conflict`` when it stands otherwise already, ``KeyError`` for other verbs."""
    return PARTY.move(party, verb, by=by, channel=channel, reason=reason[:300], changed_at=timezone.now())


@transaction.atomic
def add_member(*, party: Party, person: Person, by: Who, channel: str) -> bool:
    """Let a person book for a registered group; returns whether they could not before. Once more changes nothing."""
    if party.contact_id == person.pk:
        return False
    _member, is_new = PartyMember.objects.get_or_create(party=party, person=person)
    if is_new:
        record(verb="add_member", thing=party, by=by, channel=channel, facts={"person": person.pk})
    return is_new


@transaction.atomic
def end_member(*, member: PartyMember, by: Who, channel: str) -> None:
    """Let a person book for a group no longer; what they booked stays the group's."""
    gone, _of = PartyMember.objects.filter(pk=member.pk).delete()
    if gone:
        record(verb="end_member", thing=member.party, by=by, channel=channel, facts={"person": member.person_id})


def _key(party: Party) -> str:
    contact = party.contact.name_reading if party.contact and party.kind == PartyKind.PERSON else ""
    return fold(" ".join((party.name, party.name_reading, contact)))[:400]
