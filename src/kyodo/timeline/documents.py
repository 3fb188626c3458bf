"""What the search over the house finds of the timeline. What rooms hang here they give to the search themselves."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.search.sources import Document
from kyodo.timeline.models import Milestone
from kyodo.timeline.queries import address_of

KIND = "milestone"


def _shown() -> QuerySet[Milestone]:
    return Milestone.objects.filter(is_public=True).select_related("lane")


def document_of(milestone: Milestone) -> Document:
    """Return a milestone as the search knows it."""
    return Document(
        kind=KIND,
        key=milestone.slug,
        title=milestone.title,
        reading=milestone.title_reading,
        url=address_of(milestone.slug),
        summary=milestone.text,
        body=milestone.lane.name,
        at=moment(PartialDate.from_iso(milestone.on).date),
    )


def documents() -> Iterator[Document]:
    """Yield every public milestone."""
    for milestone in _shown().order_by("pk").iterator(chunk_size=500):
        yield document_of(milestone)


def documents_of(slugs: Sequence[str]) -> list[Document]:
    """Return the public milestones of these slugs."""
    return [document_of(milestone) for milestone in _shown().filter(slug__in=slugs)]


def document(key: str) -> Document | None:
    """Return the public milestone of this slug."""
    return next(iter(documents_of([key])), None)
