"""Cases as lists show them: with their wards, fields, partners and small diagram."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kyodo.casebook.models import Case
from kyodo.casebook.queries.diagrams import pictures, small_diagram
from kyodo.commons.collaborations.public import Picture, PicturedPartner

#: Wards or fields by their slugs: (id, name in the language of the page).
Named = dict[str, tuple[int, str]]
#: Partners named in a line; the rest is counted.
NAMED = 3


@dataclass(frozen=True)
class Line:
    """A case in a list. ``picture`` is None where there is no collaboration to draw."""

    case: Case
    wards: Sequence[tuple[str, str]]
    fields: Sequence[tuple[str, str]]
    picture: Picture | None

    @property
    def ward_names(self) -> list[str]:
        return [name for _slug, name in self.wards]

    @property
    def field_names(self) -> list[str]:
        return [name for _slug, name in self.fields]

    @property
    def members(self) -> Sequence[PicturedPartner]:
        """Who takes part and is named in public."""
        return [partner for partner in self.picture.partners if partner.is_named] if self.picture else []

    @property
    def named(self) -> list[str]:
        """The first partners by name."""
        return [partner.name for partner in self.members[:NAMED]]

    @property
    def further(self) -> int:
        """How many partners there are beyond those named in the line, unconfirmed ones too."""
        return len(self.picture.partners) - len(self.named) if self.picture else 0

    @property
    def diagram(self) -> str:
        """The address of the diagram as a picture; empty where there is none."""
        return small_diagram(self.case.collaboration) if self.picture else ""

    @property
    def stage(self) -> str:
        """How far the collaboration has come, in words; empty where nothing of it is public."""
        work = self.case.collaboration
        return str(work.get_state_display()) if work and work.is_public else ""


def lines_of(cases: Sequence[Case], wards: Named, fields: Named) -> list[Line]:
    """Return cases, read with their collaboration, as lines; six queries for any number of them."""
    in_wards = _linked(Case.wards.through, "ward_id", cases, wards)
    in_fields = _linked(Case.fields.through, "field_id", cases, fields)
    drawings = pictures([case.collaboration for case in cases])
    return [
        Line(case, in_wards.get(case.pk, []), in_fields.get(case.pk, []), drawings.get(case.collaboration_id or 0))
        for case in cases
    ]


def _linked(through: Any, column: str, cases: Sequence[Case], by_slug: Named) -> dict[int, list[tuple[str, str]]]:
    linked: dict[int, set[int]] = {}
    for case, thing in through.objects.filter(case__in=cases).values_list("case_id", column):
        linked.setdefault(case, set()).add(thing)
    return {
        case: [(slug, name) for slug, (pk, name) in by_slug.items() if pk in things] for case, things in linked.items()
    }
