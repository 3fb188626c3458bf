"""From a thing to the documents that follow it: its own, and those that name it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kyodo.commons.actors.public import Field
from kyodo.commons.places.public import Desk, Facility, Ward
from kyodo.kernel.search.followers import Follower
from kyodo.kernel.search.index import Name
from kyodo.navigator.documents import KINDS
from kyodo.navigator.models import GuideIndexPage, GuidePage, SupportProgramme


def _own(kind: str) -> Any:
    return lambda things: [(kind, thing.slug) for thing in things]


def _programmes(**of: Any) -> Iterator[Name]:
    yield from (("support", slug) for slug in SupportProgramme.objects.filter(**of).values_list("slug", flat=True))


def _of_desks(desks: Sequence[Desk]) -> Iterable[Name]:
    return [*(("desk", desk.slug) for desk in desks), *_programmes(desk__in=desks)]


def _of_wards(wards: Sequence[Ward]) -> Iterator[Name]:
    yield from _programmes(wards__in=wards)
    yield from (("place", slug) for slug in Facility.objects.filter(ward__in=wards).values_list("slug", flat=True))
    yield from (("desk", slug) for slug in Desk.objects.filter(ward__in=wards).values_list("slug", flat=True))


def _of_shelves(shelves: Sequence[GuideIndexPage]) -> Iterator[Name]:
    for shelf in shelves:
        yield from (("guide", slug) for slug in GuidePage.objects.descendant_of(shelf).values_list("slug", flat=True))


FOLLOWERS = [
    *(Follower("navigator", kind.model, _own(kind.name)) for kind in KINDS.values() if kind.model is not Desk),
    Follower("navigator", Desk, _of_desks),
    Follower("navigator", Ward, _of_wards),
    Follower("navigator", Field, lambda fields: _programmes(fields__in=fields)),
    Follower("navigator", GuideIndexPage, _of_shelves),
]
