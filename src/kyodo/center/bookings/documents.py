"""What the search over the house finds of the rooms and things to use."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from kyodo.center.bookings.models import Resource
from kyodo.commons.places.public import Facility
from kyodo.kernel.search.index import Name
from kyodo.kernel.search.sources import Document

KIND = "room"


def _public() -> QuerySet[Resource]:
    return Resource.objects.filter(is_public=True).select_related("facility__ward")


def _document(resource: Resource) -> Document:
    house = resource.facility
    layouts = " ".join(layout["name"] for layout in resource.layouts)
    return Document(
        kind=KIND,
        key=resource.slug,
        title=resource.name,
        reading=resource.name_reading,
        summary=resource.description,
        body=f"{resource.get_kind_display()} {layouts} {resource.barrier_free} {house.name} {house.address}".strip(),
        url=resource.get_absolute_url(),
        facets={"ward": [house.ward.slug] if house.ward else []},
    )


# A document is the same whoever writes it: it never follows the language of a request.


def documents() -> Iterator[Document]:
    """Yield every public room and thing."""
    with translation.override(settings.LANGUAGE_CODE):
        for resource in _public().order_by("pk").iterator(chunk_size=500):
            yield _document(resource)


def document(key: str) -> Document | None:
    """Return the public room or thing of this slug."""
    return next(iter(some([key])), None)


def some(slugs: Sequence[str]) -> list[Document]:
    """Return the public rooms and things of these slugs; one query."""
    with translation.override(settings.LANGUAGE_CODE):
        return [_document(resource) for resource in _public().filter(slug__in=slugs)]


def names(houses: Sequence[Facility]) -> list[Name]:
    """Return the documents in which these places are named."""
    return [(KIND, slug) for slug in Resource.objects.filter(facility__in=houses).values_list("slug", flat=True)]
