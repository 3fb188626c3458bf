"""What the search over the house finds of cases."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import translation

from kyodo.casebook.models import Case
from kyodo.casebook.queries.cases import published
from kyodo.casebook.words import KIND, address_of
from kyodo.commons.collaborations.public import Collaboration, Partner
from kyodo.kernel.search.sources import Document
from kyodo.ui.richtext import plain

#: Keys of a block that are choices or addresses, not words for readers.
_SETTINGS = frozenset({"kind", "image", "url", "organization", "minutes"})


def _read(cases: QuerySet[Case]) -> QuerySet[Case]:
    partners = Partner.objects.select_related("actor").order_by("order", "pk")
    works = Collaboration.objects.filter(is_public=True).prefetch_related(Prefetch("partners", partners))
    return cases.prefetch_related("wards", "fields", "schemes", Prefetch("collaboration", works, to_attr="work"))


def document_of(case: Case) -> Document:
    """Return a case, as read by this module, as the search knows it; partners only once they have confirmed."""
    work: Collaboration | None = getattr(case, "work", None)
    partners = list(work.partners.all()) if work else []
    wards, fields = list(case.wards.all()), list(case.fields.all())
    words = [
        *(partner.shown_name for partner in partners if partner.is_confirmed),
        *(thing.name for thing in [*wards, *fields, *case.schemes.all()]),
        case.place, work.aim if work else "", case.published_in, *words_of(case.body.raw_data),
    ]  # fmt: skip
    return Document(
        kind=KIND,
        key=case.slug,
        title=case.title,
        reading=case.title_reading,
        summary=case.lead,
        body=" ".join(word for word in words if word),
        url=address_of(case.slug),
        facets={
            "actor_kind": sorted({partner.kind for partner in partners}),
            "ward": [ward.slug for ward in wards],
            "field": [field.slug for field in fields],
        },
        at=case.first_published_at,
    )


def words_of(value: Any) -> Iterator[str]:
    """Yield the words of a stream's raw values, without markup and without its own keys."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        inside = value["value"] if "type" in value and "value" in value else value
        for part in [v for k, v in inside.items() if k not in _SETTINGS] if isinstance(inside, dict) else [inside]:
            yield from words_of(part)
    elif isinstance(value, (list, tuple)) or hasattr(value, "__iter__"):
        for part in value:
            yield from words_of(part)


def documents() -> Iterator[Document]:
    """Yield every public case."""
    # A document is the same whoever writes it: it never follows the language of a request.
    with translation.override(settings.LANGUAGE_CODE):
        for case in _read(published().order_by("pk")).iterator(chunk_size=500):
            yield document_of(case)


def some(slugs: Sequence[str]) -> list[Document]:
    """Return the public cases among these slugs, in few queries."""
    with translation.override(settings.LANGUAGE_CODE):
        return [document_of(case) for case in _read(published().filter(slug__in=slugs))]


def document(key: str) -> Document | None:
    """Return the public case of this slug."""
    return next(iter(some([key])), None)


def names(**of: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and key of the cases that belong to something, such as ``wards=ward``."""
    for slug in Case.objects.filter(**of).values_list("slug", flat=True).distinct():
        yield KIND, slug
