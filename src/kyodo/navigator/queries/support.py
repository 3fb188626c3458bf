"""The support directory: sections in their order, facets with counts, one page of lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import Field
from kyodo.commons.places.public import Ward
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import day_of, now
from kyodo.kernel.registry import Text
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.standing import Section, Standing, sections, standing_of
from kyodo.navigator.states import Audience, Need, ProgrammeKind

PAGE_SIZE = 20
#: Nobody turns to page 101; whoever wants all takes the table file.
LAST_PAGE = 100
SORTS = ("deadline", "confirmed", "name")

ProgrammeWard = SupportProgramme.wards.through
ProgrammeField = SupportProgramme.fields.through

#: (slug, name) of what programmes are linked to, by programme.
Links = dict[int, list[tuple[str, str]]]

#: Columns of a line; long texts stay in the database.
LINE_COLUMNS = (
    "slug", "name", "name_reading", "kind", "summary", "provider", "ceiling_yen", "ceiling_text", "rate_text",
    "apply_from", "apply_until", "apply_text", "is_always_open", "year_until", "confirmed_on", "is_demo", "needs",
    "for_whom", "desk__name", "desk__name_reading", "desk__slug", "desk__phone",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What a visitor chose in the directory; values that do not exist are gone already."""

    kind: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    actor_kind: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    sort: str = "deadline"

    def without(self, facet: str) -> "Wanted":
        """The same choice, but for one facet."""
        changes: dict[str, Any] = {facet: ()}
        return replace(self, **changes)


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, how many entries it would show, and whether it is chosen."""

    value: str
    label: Text
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A question by which the list can be narrowed."""

    name: str
    label: Text
    options: Sequence[FacetValue]


@dataclass(frozen=True)
class Line:
    """A programme in a list. ``standing`` says where it is in the year; ``wards`` is empty for the whole city."""

    programme: SupportProgramme
    standing: Standing
    wards: Sequence[str] = ()
    fields: Sequence[str] = ()


@dataclass(frozen=True)
class Listing:
    """A page of the directory. ``groups`` are its lines under their headings, where it is sorted by deadline."""

    lines: Sequence[Line]
    groups: Sequence[tuple[Text, Sequence[Line]]]
    total: int
    page: int
    pages: int
    facets: Sequence[Facet] = field(default_factory=list)


def published() -> QuerySet[SupportProgramme]:
    """Programmes that everybody may see."""
    found: QuerySet[SupportProgramme] = SupportProgramme.objects.filter(live=True, is_public=True)
    return found


def matching(wanted: Wanted, at: datetime) -> Q:
    """Return the condition for what was chosen: "or" within a facet, "and" between facets."""
    condition = Q()
    if wanted.kind:
        condition &= Q(kind__in=wanted.kind)
    condition &= _any_word("needs", wanted.need)
    condition &= _any_word("for_whom", wanted.actor_kind)
    if wanted.ward:
        mine = ProgrammeWard.objects.filter(supportprogramme=OuterRef("pk"))
        condition &= Q(Exists(mine.filter(ward__slug__in=wanted.ward))) | ~Q(Exists(mine))
    if wanted.field:
        mine = ProgrammeField.objects.filter(supportprogramme=OuterRef("pk"))
        condition &= Q(Exists(mine.filter(field__slug__in=wanted.field)))
    if wanted.open:
        condition &= accepting(at)
    return condition


def accepting(at: datetime) -> Q:
    """Return the condition "applications are taken now": a known period holds, or it is always open."""
    current = Q(year_until=None) | Q(year_until__gte=FiscalYear.of(day_of(at)).year)
    begun = Q(apply_from=None) | Q(apply_from__lte=at)
    return current & (Q(apply_until__gt=at) & begun | Q(is_always_open=True))


def _any_word(column: str, words: Sequence[str]) -> Q:
    condition = Q()
    for word in words:
        condition |= Q(**{f"{column}__has": word})
    return condition


def listing(wanted: Wanted, page: int, memo: Memo, at: datetime | None = None) -> Listing:
    """Return one page of the directory with its facets; the number of queries does not grow with the entries."""
    at = at or now()
    stretches = sections(wanted.sort, at)

    def found() -> QuerySet[SupportProgramme]:
        return published().filter(matching(wanted, at))

    counts = memo.of(("support", "sections", wanted, _minute(at)), lambda: _counts(found(), stretches))
    total = sum(counts)
    pages = min(max(1, -(-total // PAGE_SIZE)), LAST_PAGE)
    page = min(max(1, page), pages)
    lines = memo.of(
        ("support", "lines", wanted, page, _minute(at)),
        lambda: lines_of(_slice(found(), stretches, counts, (page - 1) * PAGE_SIZE, PAGE_SIZE), memo, at),
    )
    facets = memo.of(("support", "facets", wanted, _minute(at), get_language()), lambda: facets_of(wanted, memo, at))
    return Listing(lines, _grouped(lines, wanted.sort), total, page, pages, facets)


def _grouped(lines: Sequence[Line], sort: str) -> list[tuple[Text, Sequence[Line]]]:
    if sort != "deadline":
        return [("", lines)]
    return [(standing.label, list(group)) for standing, group in groupby(lines, key=lambda line: line.standing)]


def _minute(at: datetime) -> int:
    # What is open now, and "3 days left", are true by the clock.
    return int(at.timestamp() // 60)


def _counts(found: QuerySet[SupportProgramme], stretches: Sequence[Section]) -> list[int]:
    counts = found.aggregate(**{f"s{n}": Count("pk", filter=s.condition) for n, s in enumerate(stretches)})
    return [counts[f"s{n}"] for n in range(len(stretches))]


def _slice(
    found: QuerySet[SupportProgramme], stretches: Sequence[Section], counts: Sequence[int], start: int, length: int
) -> list[SupportProgramme]:
    """Return rows ``start`` to ``start + length`` over all stretches; each stretch touched is one indexed query."""
    rows: list[SupportProgramme] = []
    lines = found.select_related("desk").only(*LINE_COLUMNS)
    for stretch, count in zip(stretches, counts, strict=True):
        if len(rows) >= length:
            break
        if start < count:
            rows += lines.filter(stretch.condition).order_by(*stretch.order)[start : start + length - len(rows)]
        start = max(0, start - count)
    return rows


def lines_of(rows: Sequence[SupportProgramme], memo: Memo, at: datetime) -> list[Line]:
    """Return lines for a page: wards and fields in two queries for all of them."""
    wards, fields = linked_to(rows, memo)
    return [
        Line(
            row,
            standing_of(row, at),
            [name for _slug, name in wards.get(row.pk, ())],
            [name for _slug, name in fields.get(row.pk, ())],
        )
        for row in rows
    ]


def linked_to(rows: Sequence[SupportProgramme], memo: Memo) -> tuple[Links, Links]:
    """Return the wards and the fields of programmes as (slug, name) by programme, in their order; two queries."""
    return (
        _links(ProgrammeWard, "ward_id", rows, ward_names(memo)),
        _links(ProgrammeField, "field_id", rows, field_names(memo)),
    )


def _links(through: Any, column: str, rows: Sequence[SupportProgramme], names: dict[int, tuple[str, str]]) -> Links:
    pairs = through.objects.filter(supportprogramme__in=[row.pk for row in rows])
    linked: dict[int, set[int]] = {}
    for programme, other in pairs.values_list("supportprogramme_id", column):
        linked.setdefault(programme, set()).add(other)
    return {programme: [names[pk] for pk in names if pk in others] for programme, others in linked.items()}


def ward_names(memo: Memo) -> dict[int, tuple[str, str]]:
    """Return (slug, name) of every ward by id, in their order."""
    return memo.of(
        "wards", lambda: {pk: (slug, name) for pk, slug, name in Ward.objects.values_list("pk", "slug", "name")}
    )


def field_names(memo: Memo) -> dict[int, tuple[str, str]]:
    """Return (slug, name) of every field by id, in their order."""
    return memo.of(
        "fields", lambda: {pk: (slug, name) for pk, slug, name in Field.objects.values_list("pk", "slug", "name")}
    )


# --- facets -------------------------------------------------------------------------------


def facets_of(wanted: Wanted, memo: Memo, at: datetime) -> list[Facet]:
    """Return every facet with its counts under what else is chosen."""
    wards, fields = ward_names(memo), field_names(memo)
    choices: list[tuple[str, Text, list[tuple[str, Text]]]] = [
        ("need", _("What you need"), list(Need.choices)),
        ("actor_kind", _("Who you are"), list(Audience.choices)),
        ("open", _("Applications"), [("now", _("open now"))]),
        ("ward", _("Ward"), list(wards.values())),
        ("kind", _("Kind of support"), list(ProgrammeKind.choices)),
        ("field", pgettext_lazy("facet", "Field"), list(fields.values())),
    ]
    facets = []
    for key, label, values in choices:
        counts = _facet_counts(key, wanted, memo, at)
        chosen = getattr(wanted, key)
        shown = [FacetValue(v, text, counts.get(v, 0), v in chosen) for v, text in values]
        facets.append(Facet(key, label, [value for value in shown if value.count or value.is_chosen]))
    return [facet for facet in facets if facet.options]


def _facet_counts(key: str, wanted: Wanted, memo: Memo, at: datetime) -> dict[str, int]:
    """Counts of one facet's values among what the other facets leave."""
    others = wanted.without(key)

    def found() -> QuerySet[SupportProgramme]:
        return published().filter(matching(others, at))

    if key in ("ward", "field"):
        return memo.of(("support", key, others, _minute(at)), lambda: _joined_counts(key, found(), memo))
    counts = memo.of(("support", "columns", others, _minute(at)), lambda: _column_counts(found(), at))
    return {name.removeprefix(f"{key}-"): count for name, count in counts.items() if name.startswith(f"{key}-")}


def _column_counts(found: QuerySet[SupportProgramme], at: datetime) -> dict[str, int]:
    """Counts of all facets that are columns, in one query: programmes alike in all of them are counted together."""
    alike = found.order_by().values_list("kind", "needs", "for_whom")
    counts: Counter[str] = Counter()
    for kind, needs, audiences, number, accepting_now in alike.annotate(
        number=Count("pk"), accepting_now=Count("pk", filter=accepting(at))
    ):
        words = [f"kind-{kind}", *(f"need-{word}" for word in needs), *(f"actor_kind-{word}" for word in audiences)]
        counts.update(dict.fromkeys(words, number))
        counts["open-now"] += accepting_now
    return dict(counts)


def _joined_counts(key: str, found: QuerySet[SupportProgramme], memo: Memo) -> dict[str, int]:
    """Counts by ward or field; a programme without wards counts for each ward."""
    if key == "field":
        rows = ProgrammeField.objects.filter(supportprogramme__in=found).order_by()
        return dict(rows.values_list("field__slug").annotate(number=Count("pk")))
    rows = found.order_by().values_list("wards__slug").annotate(number=Count("pk"))
    counts = dict(rows)
    everywhere = counts.pop(None, 0)
    return {slug: counts.get(slug, 0) + everywhere for slug, _name in ward_names(memo).values()}
