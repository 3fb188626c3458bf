"""The whole timeline in one reading: what was written here and what rooms hang on it, alike.

It is read in three queries and those of the rooms, and kept for as long as no public data
changed; choosing, counting and dividing it cost no query.
"""

import logging
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo.kernel.clock.now import day_of
from kyodo.kernel.clock.partial import PartialDate, Precision
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import MILESTONES
from kyodo.kernel.registry import Milestone as Hung
from kyodo.kernel.text.fold import key as folded
from kyodo.timeline.models import Era, Lane, Milestone
from kyodo.timeline.words import date_parts, host_of, since_text, when_text, year_label

logger = logging.getLogger(__name__)

#: The key of the lane for what names none that the city has.
OTHER = "other"
#: Stands for an era for what lies before the first one.
BEFORE = "before"


@dataclass(frozen=True)
class Entry:
    """A milestone as the page shows it, whoever brought it."""

    key: str
    on: PartialDate
    until: PartialDate | None
    title: str
    lane: str
    reading: str = ""
    text: str = ""
    href: str = ""
    sources: tuple[str, ...] = ()
    is_demo: bool = False

    @cached_property
    def begins(self) -> date:
        """Where it stands among the others: what is known to the month or year alone, at the end of it."""
        is_vague = self.on.precision in (Precision.YEAR, Precision.MONTH)
        return self.on.end - timedelta(days=1) if is_vague else self.on.date

    @property
    def rank(self) -> tuple[Any, ...]:
        """Its order: by date; of the same date what is known exactly first."""
        return self.begins, self.on.end, self.until.end if self.until else self.on.end, self.title, self.key

    @cached_property
    def words(self) -> str:
        """What is searched, folded."""
        return folded(" ".join((self.title, self.reading, self.text)))

    @property
    def when(self) -> str:
        return when_text(self.on, self.until)

    @property
    def when_parts(self) -> tuple[str, str]:
        """The year, and the rest of the date."""
        return date_parts(self.on, self.until)

    @property
    def datetime(self) -> str:
        """The date for machines, or nothing where HTML has no form for it."""
        return "" if self.on.precision in (Precision.DECADE, Precision.FISCAL_YEAR) else self.on.iso

    @property
    def named_sources(self) -> list[tuple[str, str]]:
        """Its sources as (name, address or nothing), a host that stands twice with its number."""
        return _named(self.sources)

    def lies_within(self, since: PartialDate | None, until: PartialDate | None) -> bool:
        """Say whether any of it lies between two dates, both included."""
        if since and max(self.on.end, self.until.end if self.until else self.on.end) <= since.date:
            return False
        return until is None or self.on.date < until.end


@dataclass(frozen=True)
class Stretch:
    """An era with its dates read."""

    slug: str
    name: str
    since: PartialDate
    until: PartialDate | None
    mark: str = ""
    is_official: bool = False
    sources: tuple[str, ...] = ()
    is_demo: bool = False

    @property
    def when(self) -> str:
        return since_text(self.since, self.until)

    @property
    def named_sources(self) -> list[tuple[str, str]]:
        return _named(self.sources)


@dataclass(frozen=True)
class Board:
    """Everything: eras and milestones in their order, lanes as (key, name)."""

    eras: tuple[Stretch, ...]
    lanes: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]

    def era_of(self, entry: Entry) -> str:
        """Return the slug of the last era that had begun, or ``BEFORE``."""
        place = bisect_right(self._begun, entry.begins)
        return self.eras[place - 1].slug if place else BEFORE

    @cached_property
    def _begun(self) -> list[date]:
        return [era.since.date for era in self.eras]

    @property
    def lane_names(self) -> dict[str, str]:
        return dict(self.lanes)


@dataclass(frozen=True)
class Wanted:
    """What a visitor chose; values that do not exist were left out already."""

    lane: tuple[str, ...] = ()
    era: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    q: str = ""

    def fits(self, entry: Entry, era: str) -> bool:
        """Say whether a milestone of this era is wanted."""
        return (
            (not self.lane or entry.lane in self.lane)
            and (not self.era or era in self.era)
            and entry.lies_within(self.since, self.until)
            and all(folded(word) in entry.words for word in self.q.split())
        )


def board() -> Board:
    """Return the whole timeline in the active language."""
    return remember(("timeline", "board", get_language()), _read)


def _read() -> Board:
    eras = sorted((_stretch(era) for era in Era.objects.all()), key=lambda era: (era.since, era.slug))
    lanes = list(Lane.objects.order_by("order", "slug").values_list("slug", "name"))
    shown = Milestone.objects.filter(is_public=True).select_related("lane")
    known = dict(lanes)
    entries = [_entry(row) for row in shown]
    entries += _of_rooms(known)
    if any(entry.lane == OTHER for entry in entries):
        lanes.append((OTHER, known.get(OTHER) or _("Other events")))
    return Board(tuple(eras), tuple(dict(lanes).items()), tuple(sorted(entries, key=lambda entry: entry.rank)))


def _known(kept: str) -> PartialDate | None:
    return PartialDate.from_iso(kept) if kept else None


def _stretch(era: Era) -> Stretch:
    since = PartialDate.from_iso(era.since)
    return Stretch(
        era.slug, era.name, since, _known(era.until), era.mark, era.is_official, tuple(era.source), era.is_demo
    )


def _entry(row: Milestone) -> Entry:
    return Entry(
        row.slug, PartialDate.from_iso(row.on), _known(row.until), row.title, row.lane.slug, row.title_reading,
        row.text, row.link, tuple(row.source), row.is_demo,
    )  # fmt: skip


def _of_rooms(lanes: dict[str, str]) -> Iterator[Entry]:
    for source in MILESTONES:
        for item in source.entries():
            try:
                yield _hung(source.key, item, lanes)
            except ValueError:
                logger.warning("timeline: the date of %s %s cannot be read", source.key, item.key)


def _hung(source: str, item: Hung, lanes: dict[str, str]) -> Entry:
    return Entry(
        key=re.sub(r"[^a-z0-9]+", "-", f"{source}-{item.key}".lower()),
        on=PartialDate.from_iso(item.on),
        until=_known(item.until),
        title=str(item.title),
        lane=item.lane if item.lane in lanes else OTHER,
        text=item.note,
        href=item.path,
        is_demo=item.is_demo,
    )


def _named(sources: Sequence[str]) -> list[tuple[str, str]]:
    names = [host_of(source) for source in sources]
    numbered = [
        f"{name} ({names[: place + 1].count(name)})" if names.count(name) > 1 else name
        for place, name in enumerate(names)
    ]
    return [
        (name, source if source.startswith(("http://", "https://")) else "")
        for name, source in zip(numbered, sources, strict=True)
    ]


def chosen(found: Board, wanted: Wanted) -> list[Entry]:
    """Return the wanted milestones, the earliest first."""
    return [entry for entry in found.entries if wanted.fits(entry, found.era_of(entry))]


def counts(found: Board, wanted: Wanted) -> tuple[int, dict[str, dict[str, int]]]:
    """Count what is wanted, and for each lane and each era what it would show with all other choices as they are.

    Kept until public data change.
    """
    return remember(("timeline", "counts", wanted), lambda: (len(chosen(found, wanted)), _counts(found, wanted)))


def _counts(found: Board, wanted: Wanted) -> dict[str, dict[str, int]]:
    told: dict[str, dict[str, int]] = {"lane": {}, "era": {}}
    for name, without in (("lane", replace(wanted, lane=())), ("era", replace(wanted, era=()))):
        for entry in chosen(found, without):
            value = entry.lane if name == "lane" else found.era_of(entry)
            told[name][value] = told[name].get(value, 0) + 1
    return told


# --- the page ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A milestone in its place: ``label`` is the year where it is the first of it, ``rails`` one word a lane."""

    entry: Entry
    lane: str
    label: tuple[str, str] | None
    rails: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """An era and what of it is shown; ``era`` is None for what lies before the first."""

    era: Stretch | None
    rows: Sequence[Row]


def sections(found: Board, entries: Sequence[Entry]) -> tuple[list[Section], list[str]]:
    """Divide milestones into eras; return them with the names of the lanes that are drawn.

    A rail is ``begins`` where its first milestone stands, ``here`` at a later one of its own,
    ``runs`` beside another lane's, and nothing before it began.
    """
    drawn = [key for key, _name in found.lanes if any(entry.lane == key for entry in entries)]
    names, begun, last = found.lane_names, set[str](), None
    by_era: dict[str, list[Row]] = {}
    for entry in entries:
        era = found.era_of(entry)
        rails = tuple(_rail(key, entry.lane, begun) for key in drawn)
        begun.add(entry.lane)
        label = year_label(entry.on)
        is_new = (era, label) != last
        last = (era, label)
        by_era.setdefault(era, []).append(Row(entry, names.get(entry.lane, ""), label if is_new else None, rails))
    eras = {era.slug: era for era in found.eras}
    return [Section(eras.get(slug), rows) for slug, rows in by_era.items()], [names[key] for key in drawn]


@dataclass(frozen=True)
class Way:
    """The timeline as the page draws it: eras with their milestones, and the names of the lanes beside them."""

    sections: Sequence[Section]
    lanes: Sequence[str]


def way(found: Board, wanted: Wanted) -> Way:
    """Divide what is wanted into eras."""
    return Way(*sections(found, chosen(found, wanted)))


def _rail(key: str, here: str, begun: set[str]) -> str:
    if key == here:
        return "here" if key in begun else "begins"
    return "runs" if key in begun else ""


@dataclass(frozen=True)
class Sheet:
    """The wall sheet: eras across, lanes down. The width of a column is 2 to 6 units by how much it holds."""

    columns: Sequence[tuple[Stretch | None, int]]
    lines: Sequence[tuple[str, Sequence[tuple[int, Sequence[Entry]]]]]
    size: str

    @property
    def units(self) -> range:
        """The units into which the sheet is divided across."""
        return range(sum(width for _era, width in self.columns))

    @property
    def is_own_division(self) -> bool:
        """Say whether the division into eras is this site's own."""
        return any(era and not era.is_official for era, _width in self.columns)


#: So many milestones fit on a sheet of A3 in type of each size; more than all of these come small.
SIZES = (("large", 30), ("medium", 56), ("compact", 80))


def sheet(found: Board, entries: Sequence[Entry]) -> Sheet:
    """Lay milestones out for one sheet; the more there are, the smaller their type."""
    by_place: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_place.setdefault((entry.lane, found.era_of(entry)), []).append(entry)
    slugs = [BEFORE, *(era.slug for era in found.eras)]
    slugs = [slug for slug in slugs if any(era == slug for _lane, era in by_place)]
    eras = {era.slug: era for era in found.eras}
    most = {slug: max(len(inside) for (_lane, era), inside in by_place.items() if era == slug) for slug in slugs}
    widths = {slug: max(2, min(6, 1 + most[slug] // 2)) for slug in slugs}
    lines = [
        (name, [(widths[slug], by_place.get((key, slug), [])) for slug in slugs])
        for key, name in found.lanes
        if any(lane == key for lane, _era in by_place)
    ]
    size = next((name for name, most in SIZES if len(entries) <= most), "small")
    return Sheet([(eras.get(slug), widths[slug]) for slug in slugs], lines, size)


# --- for other readers ---------------------------------------------------------------------


@cache
def _page() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("timeline:list")


def address_of(key: str) -> str:
    """Return the path of a milestone in the site's first language, whoever asks in which."""
    return f"{_page()}#m-{key}"


def sitemap() -> Iterator[tuple[str, Any]]:
    """Yield the address of the page with the last change of what was written here."""
    changed = changed_at()
    yield _page(), day_of(changed) if changed else None


def changed_at() -> Any:
    """Return when a milestone that was written here last changed, or None."""
    return Milestone.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()


def fresh(limit: int) -> Iterable[Milestone]:
    """Return what was entered last and happened in the year before: history entered later is no news."""
    newest = Milestone.objects.filter(is_public=True).order_by("-made_at", "slug")
    return [row for row in newest if _is_news(row)][:limit]


def _is_news(row: Milestone) -> bool:
    entry_day = day_of(row.made_at)
    return PartialDate.from_iso(row.until or row.on).end.toordinal() > entry_day.toordinal() - 365
