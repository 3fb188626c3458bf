"""Cases as lists show them: with their wards, fields, partners and small diagram."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo.casebook.models import Case
from kyodo.casebook.queries.diagrams import pictures, small_diagram
from kyodo.commons.collaborations.public import Picture, PicturedPartner
from kyodo.kernel.facets import Named, linked

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
    """Return cases, read with their collaboration, as lines; four queries for any number of them."""
    links = linked("case", cases, ward=(Case.wards.through, wards), field=(Case.fields.through, fields))
    drawings = pictures([case.collaboration for case in cases])
    return [
        Line(
            case, links["ward"].get(case.pk, []), links["field"].get(case.pk, []),
            drawings.get(case.collaboration_id or 0),
        )
        for case in cases
    ]  # fmt: skip
