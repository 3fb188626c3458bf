"""The small example of the page that explains how to draw again by hand. The page and its test compute it alike."""

from dataclasses import dataclass

from kyodo.kernel.draws.drawing import Draw, drawn, key_of
from kyodo.kernel.draws.listing import Entry, Listing, Lot, dice

THROWS = "36251421655312461345"


@dataclass(frozen=True)
class Example:
    """An example that was drawn, with *K*."""

    draw: Draw
    key: str

    @property
    def text(self) -> str:
        """Return the list."""
        return self.draw.listing.text

    @property
    def commitment(self) -> str:
        """Return its hash."""
        return self.draw.listing.commitment

    @property
    def rows(self) -> list[tuple[str, int, str, str]]:
        """Return entry, ticket, number and lot in drawn order."""
        given = self.draw.given or {}
        return [(one.entry, one.ticket, one.number, given.get(one.entry, "")) for one in self.draw.order]


def example() -> Example:
    """Return three entries for one large and two small rooms; the second lost once and holds two tickets."""
    lots = (
        Lot("A", ("east@03-06/0900-1200",)),
        Lot("AB", ("east@03-06/0900-1200", "west@03-06/0900-1200")),
        Lot("B", ("west@03-06/0900-1200",)),
    )
    entries = (Entry("001", ("A", "B")), Entry("002", ("AB",), 2), Entry("003", ("A",)))
    made = Listing("Example", dice(), lots, entries)
    return Example(drawn(Draw(made), THROWS), key_of(made.commitment, THROWS))
