"""The directory of joint works: what a visitor chose, one page of it, and how many each further choice would find.

Counts are grouped queries, kept under the version of all public data; a total is never counted:
every joint work has one state, so the counts of states add up to it. Bodies that have not
confirmed that they take part are neither named nor counted.
"""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language

from kyodo.commons.actors.public import ActorKind, wards_and_fields
from kyodo.commons.collaborations.public import Collaboration, CollaborationState, Partner, listed
from kyodo.kernel.facets import Choice, Chosen, Counted, Counts, Found, choices, counted, known, named_choices
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.text.fold import tidy, to_katakana

PAGE = 20
LONGEST_QUESTION = 100
NAMED = 4
FACETS = ("state", "kind", "ward", "field")


@dataclass(frozen=True)
class Selection(Chosen):
    """What a visitor chose; values that no facet has were left out already."""

    FACETS = FACETS

    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    #: What is not public yet, for those who keep it.
    is_hidden: bool = False

    @property
    def further(self) -> list[tuple[str, str]]:
        return [("shown", "no")] if self.is_hidden else []


@dataclass(frozen=True)
class Line:
    """A joint work in a list: where, which fields, and the first of its confirmed partners."""

    work: Collaboration
    wards: list[str]
    fields: list[str]
    partners: list[str]
    others: int


class Directory:
    """The directory as one request reads it."""

    def __init__(self) -> None:
        names = wards_and_fields()
        self.wards, self.fields = names["ward"], names["field"]

    def select(self, given: QueryDict, *, sees_all: bool = False) -> Selection:
        """Read a choice from an address; ``sees_all`` lets keepers ask for what is not public yet."""
        return Selection(
            q=tidy(given.get("q", "").replace("\x00", ""))[:LONGEST_QUESTION],
            state=known(given.getlist("state"), CollaborationState.values),
            kind=known(given.getlist("kind"), ActorKind.values),
            ward=known(given.getlist("ward"), self.wards),
            field=known(given.getlist("field"), self.fields),
            is_hidden=sees_all and given.get("shown") == "no",
        )

    def page(self, selection: Selection, number: int, size: int = PAGE) -> Found[Line]:
        """Return a page of a choice; a number beyond the last page gives the last page."""
        counts = remember(("works:counts", selection), lambda: self._counts(selection))
        states = counts["state"]
        total = sum(n for state, n in states.items() if not selection.state or state in selection.state)
        pages = Counted(total, size)
        number = pages.within(number)
        first = (number - 1) * size
        key = ("works:lines", selection, first, size, get_language())
        lines = remember(key, lambda: self.lines(self.all(selection)[first : first + size])) if total else []
        return Found(Page(lines, number, pages), total, self._facets(selection, counts))

    def all(self, selection: Selection) -> QuerySet[Collaboration]:
        """Return all joint works of a choice, the newest first."""
        order = "-changed_at" if selection.is_hidden else "-shown_at"
        return self._narrowed(selection).order_by(order, "-pk")

    def lines(self, works: QuerySet[Collaboration]) -> list[Line]:
        """Return joint works as a list shows them; four queries."""
        return [self._line(work) for work in with_parts(works)]

    def _line(self, work: Collaboration) -> Line:
        names = [partner.shown_name for partner in confirmed_of(work)]
        wards, fields = {ward.pk for ward in work.wards.all()}, {item.pk for item in work.fields.all()}
        return Line(
            work,
            [name for pk, name in self.wards.values() if pk in wards],
            [name for pk, name in self.fields.values() if pk in fields],
            names[:NAMED],
            len(names[NAMED:]),
        )

    def _narrowed(self, selection: Selection, without: str = "") -> QuerySet[Collaboration]:
        found = (Collaboration.objects.filter(is_public=False) if selection.is_hidden else listed()).order_by()
        for word in selection.q.split():
            named = Q(title__icontains=word) | Q(aim__icontains=word) | Q(title_reading__icontains=to_katakana(word))
            found = found.filter(named)
        if selection.state and without != "state":
            found = found.filter(state__in=selection.state)
        if selection.kind and without != "kind":
            of_kind = Partner.objects.filter(collaboration=OuterRef("pk"), kind__in=selection.kind)
            found = found.filter(Exists(of_kind.exclude(confirmation="")))
        for facet, column, named_ones in (("ward", "ward", self.wards), ("field", "field", self.fields)):
            if (chosen := getattr(selection, facet)) and without != facet:
                through = getattr(Collaboration, f"{facet}s").through
                ids = [named_ones[slug][0] for slug in chosen]
                linked = through.objects.filter(collaboration=OuterRef("pk"), **{f"{column}__in": ids})
                found = found.filter(Exists(linked))
        return found

    def _counts(self, selection: Selection) -> Counts:
        """Count each facet's values among what the other choices find; one query."""
        columns = (("state", "state"), ("ward", "wards"), ("field", "fields"))
        parts = {facet: (self._narrowed(selection, facet), column) for facet, column in columns}
        confirmed = self._narrowed(selection, "kind").filter(partners__confirmation__gt="")
        return counted(**parts, kind=(confirmed, "partners__kind"))

    def _facets(self, selection: Selection, counts: Counts) -> dict[str, list[Choice]]:
        return {
            "field": named_choices(self.fields, counts["field"], selection.field),
            "ward": named_choices(self.wards, counts["ward"], selection.ward),
            "kind": choices(ActorKind.choices, counts["kind"], selection.kind, shows_empty=True),
            "state": choices(CollaborationState.choices, counts["state"], selection.state, shows_empty=True),
        }


def with_parts(works: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Return joint works with their wards, fields and confirmed partners; three queries more."""
    confirmed = Partner.objects.exclude(confirmation="").select_related("actor").order_by("order", "pk")
    return works.prefetch_related("wards", "fields", Prefetch("partners", confirmed, to_attr="confirmed"))


def confirmed_of(work: Collaboration) -> list[Partner]:
    """Return the confirmed partners of a joint work that was read by :func:`with_parts`."""
    found: list[Partner] = work.confirmed  # type: ignore[attr-defined]
    return found
