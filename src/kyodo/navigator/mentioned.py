"""From a thing to the documents that follow it: its own, and those that name it."""

from collections.abc import Iterable, Iterator
from typing import Any

from kyodo.commons.actors.public import Field
from kyodo.commons.places.public import Desk, Ward
from kyodo.kernel.search.followers import Follower
from kyodo.kernel.search.index import Name
from kyodo.navigator.documents import KINDS
from kyodo.navigator.models import GuideIndexPage, GuidePage, SupportProgramme


def _own(kind: str) -> Any:
    return lambda thing: [(kind, thing.slug)]


def _programmes(**of: Any) -> Iterator[Name]:
    yield from (("support", slug) for slug in SupportProgramme.objects.filter(**of).values_list("slug", flat=True))


def _of_desk(desk: Desk) -> Iterable[Name]:
    return [("desk", desk.slug), *_programmes(desk=desk)]


def _of_ward(ward: Ward) -> Iterator[Name]:
    yield from _programmes(wards=ward)
    yield from (("place", slug) for slug in ward.facilities.values_list("slug", flat=True))
    yield from (("desk", slug) for slug in ward.desks.values_list("slug", flat=True))


def _of_shelf(shelf: GuideIndexPage) -> Iterator[Name]:
    yield from (("guide", slug) for slug in GuidePage.objects.descendant_of(shelf).values_list("slug", flat=True))


FOLLOWERS = [
    *(Follower("navigator", kind.model, _own(kind.name)) for kind in KINDS.values() if kind.model is not Desk),
    Follower("navigator", Desk, _of_desk),
    Follower("navigator", Ward, _of_ward),
    Follower("navigator", Field, lambda field: _programmes(fields=field)),
    Follower("navigator", GuideIndexPage, _of_shelf),
]
