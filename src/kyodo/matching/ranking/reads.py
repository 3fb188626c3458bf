"""What the ranking reads: kept in memory for as long as it does not change."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from kyodo.commons.actors.public import (
    Actor,
    ActorKind,
    Capacity,
    Field,
    ListingState,
    in_force,
    listed,
    open_works,
    standing,
)
from kyodo.commons.collaborations.public import Collaboration, Partner
from kyodo.commons.places.public import District, Ward
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.search.models import SearchText
from kyodo.matching.models import Need, Offer
from kyodo.matching.ranking import stamps
from kyodo.matching.ranking.facts import Hands, Profile
from kyodo.matching.ranking.index import Index, Known
from kyodo.matching.ranking.texts import forms_of, kept_forms
from kyodo.matching.states import NeedState, OfferState

#: Who may be a host without having told a need.
HOST_KINDS = (ActorKind.COMMUNITY_ORGANIZATION, ActorKind.CIVIC_GROUP, ActorKind.EDUCATIONAL_INSTITUTION)
LOOKING = (OfferState.RECEIVED, OfferState.OPEN, OfferState.QUEUED)
#: Kinds of the search whose texts are taken apart already.
ORGANIZATION, COLLABORATION = "organization", "collaboration"

Ids = dict[int, frozenset[int]]
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Places:
    """The names of fields, wards and districts by id."""

    fields: dict[int, str]
    wards: dict[int, str]
    districts: dict[int, str]


class Directory:
    """The organizations of the directory as the ranking knows them, and with whom each worked."""

    def __init__(self) -> None:
        self.actors = {profile.pk: profile for profile in actor_profiles(listed())}
        self._kinds = dict(listed().values_list("pk", "kind"))
        self.hosts = [profile for pk, profile in self.actors.items() if self._kinds.get(pk) in HOST_KINDS]
        self.able = [profile for profile in self.actors.values() if profile.works]
        self.intermediaries = frozenset(pk for pk, kind in self._kinds.items() if kind == ActorKind.INTERMEDIARY)
        self.partners = _worked_together()

    @cached_property
    def organizations(self) -> Index:
        """The associations alone, by what everybody may know of them."""
        return Index(self.hosts)

    def here(self, profiles: Iterable[Profile]) -> list[Profile]:
        """Return those needs and offers behind which nobody stands who has left the directory."""
        return [profile for profile in profiles if profile.actor is None or profile.actor in self.actors]


class Everything:
    """Both sides, ready to be ranked, and what is known of organizations; a part is read when it is asked for.

    Hands and standings are read afresh with each version of public data, the rest only where it changed itself.
    """

    def __init__(self, today: date):
        self.today = today

    @cached_property
    def _stamp(self) -> Hashable:
        return self.today, stamps.of_directory()

    @cached_property
    def directory(self) -> Directory:
        return stamps.kept("directory", lambda: self._stamp, Directory)

    @cached_property
    def hosts(self) -> Index:
        """Open needs, and associations that may be hosts without one."""
        needs, directory = Need.objects.filter(state=NeedState.OPEN), self.directory
        return stamps.kept(
            "hosts", lambda: (self._stamp, stamps.of_needs(needs)),
            lambda: Index([*directory.here(need_profiles(needs)), *directory.hosts]),
        )  # fmt: skip

    @property
    def organizations(self) -> Index:
        """The associations alone, by what everybody may know of them."""
        return self.directory.organizations

    @cached_property
    def guests(self) -> Index:
        """Open offers, and organizations that took part in a joint work before."""
        offers, directory = Offer.objects.filter(state__in=LOOKING), self.directory
        return stamps.kept(
            "guests", lambda: (self._stamp, stamps.of_offers(offers)),
            lambda: Index([*directory.here(offer_profiles(offers)), *directory.able]),
        )  # fmt: skip

    @cached_property
    def known(self) -> Known:
        return _known(self.today, self.directory)

    @cached_property
    def places(self) -> Places:
        names = [dict(model._default_manager.values_list("pk", "name")) for model in (Field, Ward, District)]
        return Places(*names)


def everything(today: date) -> Everything:
    """Return all that can be ranked; a constant number of queries, one while no public data changed."""
    return remember(("matching.ranking", today), lambda: Everything(today))


# --- profiles --------------------------------------------------------------------------------


def links(model: type[Model], name: str, of: QuerySet[Any] | None = None) -> Ids:
    """Return the ids to which things are linked, by thing; one query."""
    field = model._meta.get_field(name)
    through = getattr(model, name).through
    here, there = field.m2m_column_name(), field.m2m_reverse_name()  # type: ignore[union-attr]
    rows = through._default_manager.order_by().values_list(here, there)
    return _gathered(rows if of is None else rows.filter(**{f"{here}__in": of.order_by().values("pk")}))


def _gathered(rows: Iterable[tuple[int, int]]) -> Ids:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in rows:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def need_profiles(needs: QuerySet[Need]) -> list[Profile]:
    """Return needs as the ranking knows them; four queries."""
    fields, wards, districts = (links(Need, name, needs) for name in ("fields", "wards", "districts"))
    rows = needs.order_by("pk").values_list("pk", "actor", "words", "months", "host_hours")
    return [
        Profile(
            "need", pk, actor, fields.get(pk, NONE), wards.get(pk, NONE), districts.get(pk, NONE),
            months=frozenset(months), hours=hours, forms=kept_forms(words),
        )
        for pk, actor, words, months, hours in rows
    ]  # fmt: skip


def offer_profiles(offers: QuerySet[Offer]) -> list[Profile]:
    """Return offers as the ranking knows them; three queries."""
    fields, wards = links(Offer, "fields", offers), links(Offer, "wards", offers)
    rows = offers.order_by("pk").values_list(
        "pk", "actor", "words", "host_hours", "first_minutes", "starts_on", "ends_on", "to",
    )  # fmt: skip
    return [
        Profile(
            "offer", pk, actor, fields.get(pk, NONE), wards.get(pk, NONE),
            hours=None if hours is None else float(hours), first_minutes=minutes, starts_on=starts, ends_on=ends,
            wished=to, forms=kept_forms(words),
        )
        for pk, actor, words, hours, minutes, starts, ends, to in rows
    ]  # fmt: skip


def actor_profiles(actors: QuerySet[Actor], without: int = 0) -> list[Profile]:
    """Return organizations as the ranking knows them: what they do, and the public joint works that they took part in.

    ``without`` is a joint work of which nothing is to be known. Nine queries.
    """
    sets = [links(Actor, name) for name in ("fields", "wards", "districts")]
    works = Collaboration.objects.filter(is_public=True).exclude(pk=without)
    of_work = [links(Collaboration, name, works) for name in ("fields", "wards")]
    partners = Partner.objects.filter(collaboration__in=works.order_by().values("pk"), actor__isnull=False)
    done = _gathered(partners.exclude(confirmation="").order_by().values_list("actor_id", "collaboration_id"))
    said, told = _openings(ORGANIZATION), _openings(COLLABORATION)
    texts = {
        pk: told.get(slug) or forms_of(f"{title}。{aim}")
        for pk, slug, title, aim in works.values_list("pk", "slug", "title", "aim")
    }
    found = []
    for pk, slug, name, purpose in actors.order_by("pk").values_list("pk", "slug", "name", "purpose"):
        own = sorted(done.get(pk, ()))
        fields, wards, districts = (linked.get(pk, frozenset()) for linked in sets)
        fields = fields.union(*(of_work[0].get(work, ()) for work in own))
        wards = wards.union(*(of_work[1].get(work, ()) for work in own))
        forms = said.get(slug) or forms_of(f"{name}。{purpose}")
        forms = (*forms, *(form for work in own for form in texts[work]))
        found.append(Profile("actor", pk, pk, fields, wards, districts, works=len(own), forms=forms))
    return found


def _openings(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the first words of all documents of a kind, as the search keeps them, by key; one query."""
    rows = SearchText.objects.filter(document__kind=kind).values_list("document__key", "opening")
    return {key: tuple(opening.split()) for key, opening in rows}


# --- what is known of organizations ----------------------------------------------------------


def _known(today: date, directory: Directory) -> Known:
    open_now = open_works()
    capacities = {capacity.actor_id: capacity for capacity in Capacity.objects.all()}
    themes = links(Capacity, "themes")
    ids = {*open_now, *capacities}
    return Known(
        hands={pk: _hands(capacities.get(pk), themes, open_now[pk]) for pk in ids},
        standings={pk: standing(capacities.get(pk), open_now[pk], today) for pk in ids},
        anybody=standing(None, 0, today),
        partners=directory.partners,
        intermediaries=directory.intermediaries,
    )


def _hands(capacity: Capacity | None, themes: Ids, open_now: int) -> Hands:
    if capacity is None:
        return Hands(open_now=open_now)
    return Hands(
        is_told=True,
        hours_a_month=capacity.hours_a_month,
        busy_months=frozenset(capacity.busy_months),
        most_open=capacity.most_open,
        not_before=capacity.not_before,
        themes=themes.get(capacity.pk, frozenset()),
        open_now=open_now,
    )


def _worked_together() -> Ids:
    """Return for each organization those with which it took part in one joint work, as far as both confirmed it."""
    rows = Partner.objects.filter(actor__isnull=False).exclude(confirmation="").order_by()
    by_work = _gathered(rows.values_list("collaboration_id", "actor_id"))
    found: dict[int, set[int]] = defaultdict(set)
    for actors in by_work.values():
        for actor in actors:
            found[actor] |= actors - {actor}
    return {actor: frozenset(others) for actor, others in found.items()}


def acting() -> Ids:
    """Return the intermediaries that act for each association by a mandate in force; one query, read afresh."""
    return _gathered(in_force().order_by().values_list("actor_id", "intermediary_id"))


def still_listed(ids: Iterable[int | None]) -> dict[int, Actor]:
    """Return these organizations by id, as far as they are in the directory; one query."""
    known = Actor.objects.filter(Q(pk__in=[pk for pk in ids if pk]), state=ListingState.LISTED)
    return {actor.pk: actor for actor in known}
