"""Reads about joint works. What is public is listed; names of unconfirmed partners only for those who may change it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation

from kyodo.commons.actors.public import Actor, ListingState
from kyodo.commons.actors.public import address_of as address_of_actor
from kyodo.commons.collaborations.models import Collaboration, Event, Partner, Span, Tie, YearFigure
from kyodo.commons.collaborations.pictures import Picture, PicturedPartner, PicturedTie, as_of, years_between
from kyodo.commons.collaborations.rules import may_change, may_see
from kyodo.kernel.permissions import Who


def listed() -> QuerySet[Collaboration]:
    """Return the joint works that are public."""
    return Collaboration.objects.filter(is_public=True)


@cache
def _pages() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("diagrams:collaboration", args=["-"]).removesuffix("-/")


def address_of(slug: str) -> str:
    """Return the path of a joint work's page in the site's first language, whoever asks in which."""
    return f"{_pages()}{slug}/"


def drawn(collaborations: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Return joint works with all that a picture needs; three queries more, whatever their number."""
    return collaborations.prefetch_related(*_parts())


def _parts() -> list[Prefetch[Any]]:
    return [
        Prefetch("partners", Partner.objects.select_related("actor").order_by("order", "pk")),
        Prefetch("ties", Tie.objects.order_by("order", "pk")),
        Prefetch("spans", Span.objects.order_by("since", "pk")),
    ]


def picture_of(who: Who, collaboration: Collaboration, on: date | None = None) -> Picture:
    """Return a joint work as ``who`` may see it drawn, as of a day where one is given.

    Constant queries; none where it was read by :func:`drawn` and is public. An empty picture for
    whoever may not see it at all.
    """
    if not may_see(who, collaboration):
        return Picture("", "", (), ())
    names_all = who.is_known and bool(may_change(who, collaboration))
    picture = _picture(collaboration, names_all)
    return as_of(picture, on) if on else picture


def pictures_of(collaborations: Sequence[Collaboration]) -> dict[int, Picture]:
    """Return the pictures of the public ones as anybody may see them, by id; three queries for any number."""
    public = [collaboration for collaboration in collaborations if collaboration.is_public]
    prefetch_related_objects(public, *_parts())
    return {collaboration.pk: _picture(collaboration, names_all=False) for collaboration in public}


def _picture(collaboration: Collaboration, names_all: bool) -> Picture:
    partners = list(collaboration.partners.all())
    # A key is often made of the name, so whoever is not named bears a number; no key has a point in it.
    keys = {
        partner.pk: partner.key if partner.is_confirmed or names_all else f"unnamed.{number}"
        for number, partner in enumerate(partners, 1)
    }
    ties = [_pictured_tie(tie, keys) for tie in collaboration.ties.all() if {tie.source_id, tie.target_id} <= set(keys)]
    edges = [(span.since, span.until) for span in collaboration.spans.all()]
    edges += [(partner.since, partner.until) for partner in partners if partner.since]
    edges += [(tie.since, tie.until) for tie in ties if tie.since]
    return Picture(
        title=collaboration.title,
        aim=collaboration.aim,
        partners=tuple(_pictured(partner, keys[partner.pk], names_all) for partner in partners),
        ties=tuple(ties),
        years=years_between(edges, timezone.localdate()),
    )


def _pictured(partner: Partner, key: str, names_all: bool) -> PicturedPartner:
    is_named = partner.is_confirmed or names_all
    has_page = is_named and partner.actor is not None and _has_entry(partner.actor)
    return PicturedPartner(
        key=key,
        name=partner.shown_name if is_named else "",
        kind=partner.kind,
        role=partner.role if is_named else "",
        is_named=is_named,
        url=address_of_actor(partner.actor.slug) if has_page and partner.actor else "",
        since=partner.since,
        until=partner.until,
    )


def _pictured_tie(tie: Tie, keys: dict[int, str]) -> PicturedTie:
    return PicturedTie(
        key=f"tie-{tie.pk}",
        source=keys[tie.source_id],
        target=keys[tie.target_id],
        kind=tie.kind,
        label=tie.label,
        both_ways=tie.both_ways,
        since=tie.since,
        until=tie.until,
    )


# --- lists ---------------------------------------------------------------------------------


def of_actor(actor_id: int) -> QuerySet[Collaboration]:
    """Return the public joint works in which an organization is a confirmed partner."""
    partners = Partner.objects.filter(actor=actor_id).exclude(confirmation="")
    return listed().filter(pk__in=partners.values("collaboration"))


def spans_of(collaboration: Collaboration) -> list[Span]:
    """Return the periods of a joint work, the earliest first; one query."""
    return list(Span.objects.filter(collaboration=collaboration).order_by("since", "pk"))


def events_of(collaboration: Collaboration) -> list[Event]:
    """Return the dated steps of a joint work, the earliest first; one query."""
    return list(Event.objects.filter(collaboration=collaboration).order_by("on", "pk"))


def figures_of(collaboration: Collaboration) -> dict[tuple[str, str], list[YearFigure]]:
    """Return the figures of a joint work by (what is counted, unit), each by year; one query."""
    found: dict[tuple[str, str], list[YearFigure]] = defaultdict(list)
    for figure in YearFigure.objects.filter(collaboration=collaboration).order_by("label", "year"):
        found[figure.label, figure.unit].append(figure)
    return dict(found)


def newest(limit: int) -> list[Collaboration]:
    """Return what became public last; one query."""
    return list(listed().order_by("-shown_at", "-pk")[:limit])


def sitemap() -> Iterator[tuple[str, date]]:
    """Yield the address of every public joint work with the day of its last change."""
    for slug, changed in listed().order_by("pk").values_list("slug", "changed_at").iterator(chunk_size=2000):
        yield address_of(slug), timezone.localdate(changed)


def ties_astray() -> Iterator[str]:
    """Yield a line for each tie whose partners belong to another joint work than the tie."""
    rows = Tie.objects.values_list(
        "pk", "collaboration_id", "source__collaboration_id", "target__collaboration_id"
    ).order_by("pk")
    for pk, here, source, target in rows.iterator(chunk_size=2000):
        if not here == source == target:
            yield f"collaborations: tie {pk} joins partners of another collaboration; draw it again"


# --- the city's network --------------------------------------------------------------------


@dataclass(frozen=True)
class NetworkPartner:
    """A body in the city's network: ``key`` is the same in every joint work in which it takes part."""

    key: str
    name: str
    kind: str
    url: str


@dataclass(frozen=True)
class NetworkWork:
    """A joint work in the city's network; ``edges`` are its periods as far as they are known."""

    slug: str
    title: str
    state: str
    fields: tuple[str, ...]
    wards: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    partners: tuple[NetworkPartner, ...]


def network_rows() -> list[NetworkWork]:
    """Return all public joint works with their confirmed partners, as anybody may see them; five queries.

    A body without an entry in the directory is the same wherever it bears the same name and kind.
    Read as plain columns: a city has thousands of partners.
    """
    works = list(listed().order_by("pk").values_list("pk", "slug", "title", "state"))
    partners = _by_work(
        (pk, _network_partner(*columns)) for pk, *columns in _confirmed_columns().iterator(chunk_size=5000)
    )
    public = {"collaboration__is_public": True}
    fields = Collaboration.fields.through.objects.filter(**public).order_by("field__order", "field__slug")
    wards = Collaboration.wards.through.objects.filter(**public).order_by("ward__order", "ward__slug")
    spans = Span.objects.filter(**public).order_by("since", "pk")
    slugs = _by_work(fields.values_list("collaboration_id", "field__slug"))
    places = _by_work(wards.values_list("collaboration_id", "ward__slug"))
    edges = _by_work((pk, (since, until)) for pk, since, until in spans.values_list("collaboration_id", *EDGES))
    return [
        NetworkWork(
            slug=slug,
            title=title,
            state=state,
            fields=tuple(slugs.get(pk, ())),
            wards=tuple(places.get(pk, ())),
            edges=tuple(edges.get(pk, ())),
            partners=tuple(partners.get(pk, ())),
        )
        for pk, slug, title, state in works
    ]


EDGES = ("since", "until")


def _confirmed_columns() -> QuerySet[Partner, tuple[Any, ...]]:
    found = Partner.objects.filter(collaboration__is_public=True).exclude(confirmation="").order_by("order", "pk")
    return found.values_list(
        "collaboration_id", "name", "kind", "actor__slug", "actor__name", "actor__kind", "actor__state"
    )


def _by_work[T](pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for pk, value in pairs:
        found[pk].append(value)
    return found


def _network_partner(
    name: str, kind: str, slug: str | None, actor_name: str | None, actor_kind: str | None, state: str | None
) -> NetworkPartner:
    if slug is None:
        return NetworkPartner(f"named:{kind}:{name}", name, kind, "")
    url = address_of_actor(slug) if state == ListingState.LISTED else ""
    return NetworkPartner(f"actor:{slug}", str(actor_name), str(actor_kind), url)


def _has_entry(actor: Actor) -> bool:
    return actor.state == ListingState.LISTED
