"""The list of events: what a visitor chose, one page of it, and how many events each further choice would find.

Every function costs a constant number of queries, and what it read is kept under the version of all
public data and this minute.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import wards_and_fields
from kyodo.commons.gatherings import periods
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.queries import public, whole
from kyodo.commons.gatherings.states import Attendance, GatheringKind
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.facets import Choice, Counted, Found, choices, counted, named_choices
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import Text

PAGE = 20
#: A calendar keeps what is over for so long.
KEPT_IN_CALENDARS = timedelta(days=183)
FACETS = ("ward", "kind", "field", "fee", "how", "support")
FACET_LABELS: dict[str, Text] = {
    "ward": _("Ward"), "kind": _("Kind"), "field": _("Field of activity"), "fee": _("Fee"),
    "how": _("Way of taking part"), "support": _("Support on the day"),
}  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """A yes-or-no value of a facet."""

    facet: str
    value: str
    label: Text
    holds: Q


CONDITIONS = (
    Condition("fee", "free", _("Free of charge"), Q(is_free=True)),
    Condition("how", "online", _("Online is possible"), Q(attendance__in=(Attendance.ONLINE, Attendance.HYBRID))),
    Condition("support", "sign", _("Sign language interpretation"), Q(has_sign_language=True)),
    Condition("support", "captions", _("Captioning"), Q(has_captioning=True)),
    Condition("support", "wheelchair", _("Wheelchair access"), Q(is_wheelchair_accessible=True)),
    Condition("support", "childcare", _("Childcare"), Q(has_childcare=True)),
)


@dataclass(frozen=True)
class Wanted:
    """What a visitor chose; values that no facet has were left out already."""

    when: str = periods.COMING
    ward: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    fee: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    support: tuple[str, ...] = ()

    @property
    def facet_pairs(self) -> list[tuple[str, str]]:
        """The choice but for the days, as the pairs of an address, always in the same order."""
        return [(facet, value) for facet in FACETS for value in getattr(self, facet)]

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        pairs = ([("when", self.when)] if self.when != periods.COMING else []) + self.facet_pairs
        return f"?{urlencode(pairs)}" if pairs else "?"

    def at(self, when: str) -> "Wanted":
        """Return the same choice for other days."""
        return replace(self, when=when)

    def without(self, facet: str, value: str) -> "Wanted":
        """Return the choice with one value of a facet taken away."""
        left: dict[str, Any] = {facet: tuple(kept for kept in getattr(self, facet) if kept != value)}
        return replace(self, **left)


@dataclass(frozen=True)
class Line:
    """An event of a list with the date for which it stands there, and how many further ones follow."""

    gathering: Gathering
    occurrence: Occurrence | None
    further: int


class Listing:
    """The list of events as one request reads it, at one moment."""

    def __init__(self, now: datetime) -> None:
        self.now = in_tokyo(now).replace(second=0, microsecond=0)
        names = wards_and_fields()
        self.wards, self.fields = names["ward"], names["field"]

    def wanted(self, given: QueryDict) -> Wanted:
        """Read a choice from an address."""
        conditions = {(condition.facet, condition.value) for condition in CONDITIONS}
        values: dict[str, Callable[[str], bool]] = {
            "ward": self.wards.__contains__, "kind": GatheringKind.values.__contains__,
            "field": self.fields.__contains__,
        }  # fmt: skip
        chosen = {
            facet: tuple(
                sorted(
                    {
                        value
                        for value in given.getlist(facet)
                        if (values[facet](value) if facet in values else (facet, value) in conditions)
                    }
                )
            )
            for facet in FACETS
        }
        return Wanted(when=periods.known(given.get("when", "")), **chosen)

    def page(self, wanted: Wanted, number: int, size: int = PAGE) -> Found[Line]:
        """Return a page of a choice; a number beyond the last page gives the last page."""
        counts = remember(("events:counts", wanted, self.now), lambda: self._counts(wanted))
        pages = Counted(counts["total"], size)
        number = pages.within(number)
        first = (number - 1) * size
        key = ("events:lines", wanted, self.now, first, size)
        lines = remember(key, lambda: self.lines(wanted, first, size)) if counts["total"] else []
        return Found(Page(lines, number, pages), counts["total"], self._facets(wanted, counts))

    def lines(self, wanted: Wanted, first: int = 0, size: int = PAGE) -> list[Line]:
        """Return events in the order of their dates, each with the first date of the chosen days; three queries."""
        period = self._period(wanted)
        dates = Occurrence.objects.filter(gathering=OuterRef("pk"), is_cancelled=False)
        if period.is_past:
            at, order = Subquery(dates.order_by("-ends_at").values("ends_at")[:1]), ("-at", "-pk")
        else:
            first_of = dates.filter(_touching(period)).order_by("starts_at")
            at, order = Subquery(first_of.values("starts_at")[:1]), ("at", "pk")
        found = whole(self._narrowed(wanted)).annotate(at=at).order_by(*order)
        return [self._line(gathering, period) for gathering in found[first : first + size]]

    def all(self, wanted: Wanted) -> QuerySet[Gathering]:
        """Return all events of a choice, with all that is said of them, oldest entry first."""
        return whole(Gathering.objects.filter(pk__in=self._narrowed(wanted).values("pk"))).order_by("pk")

    def subscribed(self, wanted: Wanted) -> QuerySet[Gathering]:
        """Return what a calendar of a choice holds: all with a date, also a cancelled one, within the last half year
        or later."""
        since = self.now - KEPT_IN_CALENDARS
        recent = Occurrence.objects.filter(ends_at__gt=since).values("gathering")
        chosen = self._chosen(wanted).filter(pk__in=recent)
        return whole(Gathering.objects.filter(pk__in=chosen.values("pk"))).order_by("pk")

    def _period(self, wanted: Wanted) -> periods.Period:
        return periods.period(wanted.when, self.now)

    def _line(self, gathering: Gathering, period: periods.Period) -> Line:
        dates = [found for found in gathering.occurrences.all() if not found.is_cancelled]
        if period.is_past:
            return Line(gathering, dates[0] if dates else None, max(0, len(dates) - 1))
        here = [d for d in dates if d.ends_at > period.starts and (period.ends is None or d.starts_at < period.ends)]
        following = [d for d in dates if d.ends_at > self.now and here and d.starts_at > here[0].starts_at]
        return Line(gathering, here[0] if here else None, len(following))

    def _narrowed(self, wanted: Wanted, without: str = "") -> QuerySet[Gathering]:
        period = self._period(wanted)
        touching = Occurrence.objects.filter(_touching(period)).values("gathering")
        found = self._chosen(wanted, without)
        if not period.is_past:
            return found.filter(pk__in=touching)
        standing = Occurrence.objects.filter(is_cancelled=False).values("gathering")
        return found.filter(pk__in=standing).exclude(pk__in=touching)

    def _chosen(self, wanted: Wanted, without: str = "") -> QuerySet[Gathering]:
        found = public().annotate(ward_here=Coalesce("ward", F("place__ward")))
        if wanted.kind and without != "kind":
            found = found.filter(kind__in=wanted.kind)
        if wanted.ward and without != "ward":
            found = found.filter(ward_here__in=[self.wards[slug][0] for slug in wanted.ward])
        if wanted.field and without != "field":
            ids = [self.fields[slug][0] for slug in wanted.field]
            linked = Gathering.fields.through.objects.filter(field__in=ids).values("gathering")
            found = found.filter(pk__in=linked)
        for condition in CONDITIONS:
            if condition.value in getattr(wanted, condition.facet):
                found = found.filter(condition.holds)
        return found

    def _counts(self, wanted: Wanted) -> dict[str, Any]:
        """Count each facet's values among what the other choices find; two queries."""
        asked = {f"{c.facet}_{c.value}": Count("pk", filter=c.holds) for c in CONDITIONS}
        counts: dict[str, Any] = self._narrowed(wanted).order_by().aggregate(total=Count("pk"), **asked)
        columns = (("kind", "kind"), ("ward", "ward_here"), ("field", "fields"))
        return counts | counted(**{facet: (self._narrowed(wanted, facet), column) for facet, column in columns})

    def _facets(self, wanted: Wanted, counts: dict[str, Any]) -> dict[str, list[Choice]]:
        facets: dict[str, list[Choice]] = {
            "ward": named_choices(self.wards, counts["ward"], wanted.ward),
            "kind": choices(GatheringKind.choices, counts["kind"], wanted.kind),
            "field": named_choices(self.fields, counts["field"], wanted.field),
        }
        for c in CONDITIONS:
            choice = Choice(c.value, c.label, counts[f"{c.facet}_{c.value}"], c.value in getattr(wanted, c.facet))
            facets.setdefault(c.facet, []).append(choice)
        return facets


def _touching(period: periods.Period) -> Q:
    """Return the condition that a date that stands touches a stretch; of the past: that it has not ended."""
    condition = Q(is_cancelled=False, ends_at__gt=period.starts)
    return condition & Q(starts_at__lt=period.ends) if period.ends else condition
