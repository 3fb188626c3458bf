"""Figures and videos."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from kyodo.navigator.models import Dataset, DatasetRow, Video


@dataclass(frozen=True)
class Figure:
    """A dataset with its rows, ready to be drawn and to be read as a table."""

    dataset: Dataset
    rows: Sequence[DatasetRow]
    series: Sequence[str]
    labels: Sequence[str]

    @property
    def places(self) -> int:
        """Decimal places of its numbers."""
        return self.dataset.decimals

    def value(self, label: str, series: str) -> Decimal | None:
        """Return the number of a label in a series, or None where there is none."""
        return next((row.value for row in self.rows if row.label == label and row.series == series), None)


def shown_datasets() -> QuerySet[Dataset]:
    """Figures that everybody may see, in their order."""
    found: QuerySet[Dataset] = Dataset.objects.filter(is_public=True).order_by("order", "slug")
    return found


def figure_of(dataset: Dataset) -> Figure:
    """Return a dataset with its rows (one query)."""
    rows = list(dataset.rows.order_by("sort_order", "pk"))
    return Figure(
        dataset, rows, list(dict.fromkeys(r.series for r in rows)), list(dict.fromkeys(r.label for r in rows))
    )


def shown_videos() -> QuerySet[Video]:
    """Videos that everybody may see, in their order."""
    return Video.objects.filter(is_public=True).order_by("order", "slug")
