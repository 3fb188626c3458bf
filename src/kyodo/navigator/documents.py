"""What the search over the house finds of the navigation site: programmes, guides, places, desks, figures, videos."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import ActorKind
from kyodo.commons.places.public import Desk, Facility
from kyodo.kernel.registry import Text
from kyodo.kernel.search.sources import Document, SearchSource
from kyodo.navigator.models import Dataset, GuidePage, SupportProgramme, Video
from kyodo.navigator.queries.figures import shown_datasets, shown_videos
from kyodo.navigator.queries.guides import published_guides
from kyodo.navigator.queries.support import published
from kyodo.navigator.states import Audience, Need
from kyodo.ui.richtext import plain

ACTOR_KINDS = frozenset(ActorKind.values)


@dataclass(frozen=True)
class Kind:
    """How one kind of thing becomes documents: which of them are public, and each as a document."""

    name: str
    label: Text
    model: type[Model]
    public: Callable[[], QuerySet[Any]]
    describe: Callable[[Any], Document]

    def documents(self) -> Iterator[Document]:
        """Yield every public thing of the kind."""
        # A document is the same whoever writes it: it never follows the language of a request.
        with translation.override(settings.LANGUAGE_CODE):
            for thing in self.public().order_by("pk").iterator(chunk_size=500):
                yield self.describe(thing)

    def document(self, key: str) -> Document | None:
        """Return the public thing of this slug."""
        return next(iter(self.some([key])), None)

    def some(self, slugs: Sequence[str]) -> list[Document]:
        """Return the public things of these slugs."""
        with translation.override(settings.LANGUAGE_CODE):
            return [self.describe(thing) for thing in self.public().filter(slug__in=slugs)]

    @property
    def source(self) -> SearchSource:
        """The kind as the search's wall wants it."""
        return SearchSource(self.name, self.label, self.documents, self.document)


def _joined(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part)


def _programmes() -> QuerySet[SupportProgramme]:
    return published().select_related("desk").prefetch_related("wards", "fields")


def _programme(thing: SupportProgramme) -> Document:
    parts = " ".join(_joined(part.value["name"], part.value["rate"], part.value["note"]) for part in thing.parts)
    words = [Audience(word).label for word in thing.for_whom] + [Need(word).label for word in thing.needs]
    return Document(
        kind="support",
        key=thing.slug,
        title=thing.name,
        reading=thing.name_reading,
        url=thing.get_absolute_url(),
        summary=thing.summary,
        body=_joined(
            thing.get_kind_display(),
            thing.provider,
            thing.ceiling_text,
            thing.rate_text,
            parts,
            plain(thing.conditions),
            plain(thing.body),
            thing.how_to_apply,
            *words,
            *(ward.name for ward in thing.wards.all()),
            *(field.name for field in thing.fields.all()),
            thing.desk and thing.desk.name,
        ),
        facets={
            "ward": [ward.slug for ward in thing.wards.all()],
            "field": [field.slug for field in thing.fields.all()],
            "actor_kind": [word for word in thing.for_whom if word in ACTOR_KINDS],
        },
        at=None,
    )


def _guide(thing: GuidePage) -> Document:
    return Document(
        kind="guide",
        key=thing.slug,
        title=thing.title,
        reading=thing.title_reading,
        url=thing.get_absolute_url(),
        summary=thing.summary,
        body=" ".join(_words(thing.body.raw_data)),
        at=None,
    )


#: Keys of a block that are choices, not words for readers.
_SETTINGS = frozenset({"tone", "level", "desk"})


def _words(value: Any) -> Iterator[str]:
    """Yield the words of a stream's raw values, without markup and without its own keys."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        inside = value["value"] if "type" in value and "value" in value else value
        for part in [v for k, v in inside.items() if k not in _SETTINGS] if isinstance(inside, dict) else [inside]:
            yield from _words(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _words(part)


def _place(thing: Facility) -> Document:
    return Document(
        kind="place",
        key=thing.slug,
        title=thing.name,
        reading=thing.name_reading,
        url=thing.get_absolute_url(),
        summary=thing.summary,
        body=_joined(
            thing.short_name,
            thing.get_kind_display(),
            thing.address,
            thing.access,
            thing.closures_text,
            thing.operator,
            *(_joined(space.name, space.use) for space in thing.spaces.all()),
            thing.ward and thing.ward.name,
        ),
        facets={"ward": [thing.ward.slug] if thing.ward else []},
    )


def _desk(thing: Desk) -> Document:
    return Document(
        kind="desk",
        key=thing.slug,
        title=thing.name,
        reading=thing.name_reading,
        url=thing.get_absolute_url(),
        summary=thing.topics,
        body=_joined(thing.note, thing.hours_text, thing.ward and thing.ward.name),
        facets={"ward": [thing.ward.slug] if thing.ward else []},
    )


def _figure(thing: Dataset) -> Document:
    rows = " ".join(_joined(row.label, row.series) for row in thing.rows.all())
    return Document(
        kind="figure",
        key=thing.slug,
        title=thing.title,
        reading=thing.title_reading,
        url=thing.get_absolute_url(),
        summary=thing.summary,
        body=_joined(thing.unit, rows, thing.note),
    )


def _video(thing: Video) -> Document:
    return Document(
        kind="video",
        key=thing.slug,
        title=thing.title,
        reading=thing.title_reading,
        url=thing.get_absolute_url(),
        summary=thing.summary,
        body=_joined(thing.provider, thing.transcript),
    )


def _places() -> QuerySet[Facility]:
    found: QuerySet[Facility] = Facility.objects.filter(is_public=True)
    return found.select_related("ward").prefetch_related("spaces")


KINDS = {
    kind.name: kind
    for kind in (
        Kind("support", _("support programme"), SupportProgramme, _programmes, _programme),
        Kind("guide", _("guide"), GuidePage, published_guides, _guide),
        Kind("place", _("place to go"), Facility, _places, _place),
        Kind("desk", _("desk to ask"), Desk, lambda: Desk.objects.select_related("ward"), _desk),
        Kind("figure", _("figures"), Dataset, lambda: shown_datasets().prefetch_related("rows"), _figure),
        Kind("video", _("video"), Video, shown_videos, _video),
    )
}
