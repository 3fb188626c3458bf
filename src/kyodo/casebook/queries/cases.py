"""Cases that are public: the newest, all addresses, and what of them belongs on the city's timeline."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.casebook.models import Case
from kyodo.casebook.words import KIND, address_of
from kyodo.kernel.registry import FeedEntry, Milestone

#: The line of the timeline on which cases stand.
LANE = "cases"


def published() -> QuerySet[Case]:
    """Cases that everybody may read."""
    found: QuerySet[Case] = Case.objects.filter(live=True, is_public=True)
    return found


def newest(limit: int) -> list[Case]:
    """Return what was published last; one query."""
    return list(published().select_related("collaboration").order_by("-first_published_at", "-pk")[:limit])


def feed(limit: int) -> list[FeedEntry]:
    """Return what was published last, for feeds; one query."""
    found = published().exclude(first_published_at=None).order_by("-first_published_at", "-pk")[:limit]
    return [
        FeedEntry(KIND, case.title, address_of(case.slug), case.lead, case.first_published_at)
        for case in found.only("slug", "title", "lead", "first_published_at")
    ]


def sitemap() -> Iterator[tuple[str, date | None]]:
    """Yield the address of the list, and of every case with the day of its last change."""
    yield address_of("").removesuffix("/"), None
    for slug, changed in published().order_by("pk").values_list("slug", "changed_at").iterator(chunk_size=2000):
        yield address_of(slug), timezone.localdate(changed)


def milestones() -> Iterator[Milestone]:
    """Yield each case on the day on which it was first told.

    What was told elsewhere before, on a day that is not known, is left out: the day on which it came
    to this site says nothing about the city.
    """
    found = published().exclude(Q(published_on="") & ~Q(source=[])).order_by("pk")
    for case in found.only("slug", "title", "published_on", "first_published_at").iterator(chunk_size=500):
        on = case.published_on or (case.first_published_at and timezone.localdate(case.first_published_at).isoformat())
        if on:
            yield Milestone(f"case:{case.slug}", on, case.title, address_of(case.slug), LANE, _("case told"))
