"""All that the page of a case shows, as anybody may see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from kyodo.casebook.blocks import Block, ready
from kyodo.casebook.models import Case
from kyodo.casebook.queries.cases import published
from kyodo.casebook.queries.diagrams import cover, pictures
from kyodo.casebook.queries.related import Related, related_to
from kyodo.casebook.queries.schemes import Scheme, schemes_of
from kyodo.casebook.states import Part
from kyodo.commons.actors.public import ActorKind, Field, address_of, listed
from kyodo.commons.collaborations.public import (
    Collaboration,
    Event,
    PicturedPartner,
    Span,
    events_of,
    figures_of,
    spans_of,
)
from kyodo.commons.places.public import City, Desk, Ward
from kyodo.diagrams.public import Figure
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import today
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import Text
from kyodo.kernel.trail.walk import Stop, back, forward
from kyodo.ui.charts import Chart, bar_chart

#: Parts after which the figures come where the writer did not place them.
_BEFORE_FIGURES = (Part.BEGAN, Part.DONE, Part.CHALLENGE, Part.EFFECT, Part.DEVISED)
#: Parts that a reader misses most where the source does not tell them.
_MISSED = (Part.BEGAN, Part.DONE, Part.STUMBLED, Part.COST, Part.COPY)


@dataclass(frozen=True)
class CasePage:
    """What the page of a case shows. ``untold`` names the parts that its source does not tell."""

    case: Case
    wards: Sequence[Ward]
    fields: Sequence[Field]
    figure: Figure | None
    members: Sequence[PicturedPartner]
    blocks: Sequence[Block]
    untold: Sequence[str]
    schemes: Sequence[Scheme]
    spans: Sequence[Span]
    events: Sequence[Event]
    related: Sequence[Related]
    before: Sequence[Stop]
    after: Sequence[Stop]
    desk: Desk | None

    @property
    def work(self) -> Collaboration | None:
        """The collaboration, as far as it is public."""
        return self.case.collaboration if self.case.collaboration and self.case.collaboration.is_public else None

    @property
    def kinds(self) -> dict[str, Text]:
        """The names of the kinds of actor."""
        return dict(ActorKind.choices)

    @property
    def years(self) -> str:
        """The fiscal years of which the case tells, in words."""
        first, last = self.case.year_from, self.case.year_until
        if first is None or last is None:
            return ""
        ends = [FiscalYear(first).long_label, *([FiscalYear(last).long_label] if last != first else [])]
        return "〜".join(ends) if (get_language() or "ja").startswith("ja") else " – ".join(ends)


def case_page(slug: str, year: int | None = None) -> CasePage:
    """Return the page of a public case with its diagram as of a fiscal year (default: today).

    Kept while no public data changes; whoever asks was let in by rule.
    """
    return remember(("casebook:page", slug, year, today(), get_language()), lambda: _read(slug, year))


def _read(slug: str, year: int | None) -> CasePage:
    case = published().select_related("collaboration", "desk").get(slug=slug)
    work = case.collaboration if case.collaboration and case.collaboration.is_public else None
    wards, fields = list(case.wards.all()), list(case.fields.all())
    picture = pictures([work]).get(work.pk) if work else None
    return CasePage(
        case=case, wards=wards, fields=fields,
        figure=cover(picture, case.get_absolute_url(), year) if picture else None,
        members=picture.partners if picture else (),
        blocks=list(_blocks(case, _charts(case))), untold=_untold(case), schemes=schemes_of(case),
        spans=spans_of(work) if work else [], events=events_of(work) if work else [],
        related=related_to(case, [ward.pk for ward in wards], [field.pk for field in fields]),
        before=_before(case), after=forward(case, NOBODY), desk=case.desk or contact_desk(),
    )  # fmt: skip


def contact_desk() -> Desk | None:
    """Return the desk that the city names for questions; one query."""
    city = City.objects.select_related("contact_desk").first()
    return city.contact_desk if city else None


def _before(case: Case) -> list[Stop]:
    """Return what a case came from: its collaboration, and what that one grew out of."""
    stops = back(case, NOBODY)
    work = case.collaboration
    if work and work.is_public:
        stops += back(work, NOBODY)
    return list({stop.url or stop.title: stop for stop in stops}.values())


def _untold(case: Case) -> list[str]:
    """Return the parts that a reader would look for and the source does not tell."""
    if case.is_demo or not case.source:
        return []
    told = {block.value["kind"] for block in case.body if block.block_type == "part"}
    lists_only = any(block.block_type == "works" for block in case.body)
    return [] if lists_only else [str(part.label) for part in _MISSED if part not in told]


# --- blocks --------------------------------------------------------------------------------


def _charts(case: Case) -> list[Chart]:
    work = case.collaboration
    if work is None or not work.is_public:
        return []
    return [
        bar_chart(label, [(FiscalYear(row.year).long_label, _plain(row.value)) for row in rows], unit)
        for (label, unit), rows in figures_of(work).items()
    ]


def _plain(value: Any) -> float:
    # A whole number is drawn without a decimal point.
    return int(value) if value == int(value) else float(value)


def _blocks(case: Case, charts: list[Chart]) -> Iterator[Block]:
    stream = list(case.body)
    is_placed = not charts or any(block.block_type == "figures" for block in stream)
    place = max((n + 1 for n, block in enumerate(stream) if _comes_before_figures(block)), default=0)
    links = _organizations(stream)
    for number, block in enumerate(stream):
        if number == place and not is_placed:
            yield Block("figures", charts=charts)
        yield ready(block, charts, links)
    if place == len(stream) and not is_placed:
        yield Block("figures", charts=charts)


def _comes_before_figures(block: Any) -> bool:
    return block.block_type == "part" and block.value["kind"] in _BEFORE_FIGURES


def _organizations(stream: list[Any]) -> dict[str, tuple[str, str]]:
    """Return name and address of the organizations that a list of cases names, by short name; one query."""
    wanted = {work["organization"] for b in stream if b.block_type == "works" for work in b.value["works"]}
    if not wanted:
        return {}
    rows = listed().filter(slug__in=wanted).values_list("slug", "name")
    return {slug: (name, address_of(slug)) for slug, name in rows}
