"""Walls: the shared places on which rooms hang what they offer to the whole house.

A wall is typed, ordered and filled at start-up only. Rooms call ``WALL.hang(item)`` in
their ``hooks.py``; the roof (:mod:`kyodo.site`) and the kernel read ``WALL.items``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Wall[T]:
    """An ordered, named collection that is filled while Django starts.

    Items hung twice under the same key replace each other, so that re-importing a hooks
    module in tests does no harm.
    """

    def __init__(self, name: str, key: Callable[[T], str], order: Callable[[T], int] | None = None):
        self.name = name
        self._key = key
        self._order = order
        self._items: dict[str, T] = {}

    def hang(self, *items: T) -> None:
        """Hang one or more items; the same key again replaces the item."""
        for item in items:
            self._items[self._key(item)] = item

    def find(self, key: str) -> T | None:
        """Return the item of this key, or None."""
        return self._items.get(key)

    @property
    def items(self) -> list[T]:
        """All items, in their order, then in the order in which they were hung."""
        found = list(self._items.values())
        return sorted(found, key=self._order) if self._order else found

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True)
class MenuItem:
    """A door in the site's navigation. ``group`` is one of know, connect, support, voice, desk."""

    key: str
    label: Text
    url_name: str
    group: str
    order: int = 100
    shown_to: Callable[[Any], bool] = field(default=lambda who: True)


@dataclass(frozen=True)
class Panel:
    """A part of a composed page (home, my page, desk), drawn by the room that owns it.

    ``read`` gets the request and returns the template's context, or None when there is
    nothing to show; it must cost a constant number of queries.
    """

    key: str
    page: str
    template: str
    read: Callable[[HttpRequest], dict[str, Any] | None]
    order: int = 100


@dataclass(frozen=True)
class SitemapSource:
    """Public addresses of a room: yields (path, last change or None)."""

    key: str
    entries: Callable[[], Iterable[tuple[str, Any]]]


@dataclass(frozen=True)
class FeedSource:
    """New public entries of a room for the Atom feed and the home page, newest first."""

    key: str
    label: Text
    entries: Callable[[int], Sequence["FeedEntry"]]


@dataclass(frozen=True)
class FeedEntry:
    """One line of a feed: what it is, where it is and when it became public."""

    kind: str
    title: str
    path: str
    summary: str
    at: Any


@dataclass(frozen=True)
class CheckItem:
    """A truth that ``./kyodo check`` verifies; ``run`` yields one line for each thing wrong."""

    key: str
    label: Text
    run: Callable[[], Iterable[str]]


@dataclass(frozen=True)
class DemoStep:
    """A part of the marked demo world (見本); ``run`` is idempotent and returns what it made."""

    key: str
    run: Callable[[], str]
    order: int = 100


@dataclass(frozen=True)
class Period:
    """How long a class of personal data is kept, why, and what ends it."""

    key: str
    label: Text
    reason: Text
    days: int
    erase: Callable[[Any], int]


@dataclass(frozen=True)
class Milestone:
    """Something that happened, as a room hangs it on the timeline by itself.

    ``on`` and ``until`` are dates as far as they are known, as ``PartialDate.from_iso`` reads them
    (``2015``, ``2015-06``, ``2015-06-26``, ``FY2015``, ``1965s``); ``lane`` is the key of the line of
    events to which it belongs, ``is_demo`` marks an invented sample.
    """

    key: str
    on: str
    title: str
    path: str
    lane: str
    kind: Text
    until: str = ""
    note: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class MilestoneSource:
    """The public milestones of a room, as an anonymous visitor may see them."""

    key: str
    label: Text
    entries: Callable[[], Iterable[Milestone]]


@dataclass(frozen=True)
class Column:
    """A column of a public data set.

    ``key`` is its name for programs (small letters and ``_``), ``title`` its heading in the file:
    the standard's own word, in Japanese in every language because the file is data. ``datatype`` is
    one of string, integer, decimal, date, time, uri.
    """

    key: str
    title: str
    description: Text
    datatype: str = "string"
    is_required: bool = False


#: Stands in every data set that may hold invented samples: 見本 or nothing.
SAMPLE = Column("sample", "見本", _("“見本” where the record is an invented sample"))


@dataclass(frozen=True)
class DataSet:
    """Public data as files for everybody: what an anonymous visitor may see, and nothing else.

    ``rows(first)`` yields one tuple a record, as long as ``columns``, in a fixed order: at most
    ``first`` of them, or all for None, at a constant number of queries for each batch; a cell is text,
    a number, a date, a time, a list of texts, or None. ``records`` are what is counted, by the column
    ``counted``, with their last change in the column ``changed`` (:func:`kyodo.kernel.stock.stocks`);
    ``count`` counts where a query alone cannot. ``page`` names the address where people read the same things.
    ``unique`` names the columns that tell one record from another; ``standard`` the layout that the
    columns follow. Counting is paid once for each change of the tables on ``PUBLIC_TABLES``.
    """

    key: str
    title: Text
    description: Text
    keywords: Sequence[Text]
    columns: Sequence[Column]
    rows: Callable[[int | None], Iterable[Sequence[Any]]]
    records: Callable[[], QuerySet[Any]] | None
    page: str
    counted: str = "pk"
    changed: str = "changed_at"
    count: Callable[[], int] | None = None
    unique: Sequence[str] = ("id",)
    standard: Text = ""
    order: int = 100


@dataclass(frozen=True)
class Growth:
    """A thing that can grow out of things of other rooms: what it is called, and where its form opens.

    ``kinds`` are the kinds of record (``room.model``) out of which it grows; ``address`` of such a record leads to
    a form that says what the new thing came from; ``may`` says who may open it.
    """

    key: str
    kinds: tuple[str, ...]
    label: Text
    address: Callable[[Model], str]
    may: Callable[[Any], bool]


MENU: Wall[MenuItem] = Wall("menu", lambda item: item.key, lambda item: item.order)
PANELS: Wall[Panel] = Wall("panels", lambda item: f"{item.page}:{item.key}", lambda item: item.order)
MILESTONES: Wall[MilestoneSource] = Wall("milestones", lambda item: item.key)
OPEN_DATA: Wall[DataSet] = Wall("open data", lambda item: item.key, lambda item: item.order)
SITEMAP: Wall[SitemapSource] = Wall("sitemap", lambda item: item.key)
FEEDS: Wall[FeedSource] = Wall("feeds", lambda item: item.key)
CHECKS: Wall[CheckItem] = Wall("checks", lambda item: item.key)
DEMO: Wall[DemoStep] = Wall("demo", lambda item: item.key, lambda item: item.order)
RETENTION: Wall[Period] = Wall("retention", lambda item: item.key)
GROWTHS: Wall[Growth] = Wall("growths", lambda item: item.key)
#: Table names whose change makes what anonymous visitors were served stale.
PUBLIC_TABLES: Wall[str] = Wall("public tables", lambda table: table)
#: (prefix, router) of the read API, hung by rooms as ("support", router).
API_ROUTERS: Wall[tuple[str, Any]] = Wall("api routers", lambda pair: pair[0])
