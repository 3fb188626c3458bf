"""What a city pack says of organizations, and of the fields in which they are active."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import AfterValidator, Field, StringConstraints

from kyodo.commons.actors.directory import shown
from kyodo.commons.actors.documents import KIND, document_of
from kyodo.commons.actors.models import Actor, ActorKind
from kyodo.commons.actors.models import Field as ActivityField
from kyodo.commons.actors.names import keys_of
from kyodo.commons.actors.queries import listed
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading
from kyodo.kernel.packs.record import Line, Mail, Once, PartialDay, Phone, Prose, Record, RefTo, Slug, Url
from kyodo.kernel.packs.tables import Links, Table, table_kind
from kyodo.kernel.search.sources import Document
from kyodo.kernel.text.codes import corporate_check_digit

FieldSlug = Annotated[Slug, RefTo("field")]
_WardSlug = Annotated[Slug, RefTo("ward")]
_DistrictSlug = Annotated[Slug, RefTo("district")]


def _checked_number(number: str) -> str:
    if corporate_check_digit(number[1:]) != int(number[0]):
        raise ValueError(_("%(number)s is not a corporate number: its check digit does not fit") % {"number": number})
    return number


#: 法人番号: a check digit and twelve digits.
CorporateNumber = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{12}$"), AfterValidator(_checked_number)]


class FieldRecord(Record):
    """A field of activity (分野); ``npo_number`` is its item in the annex of the NPO law."""

    name: Annotated[Line, StringConstraints(max_length=60)]
    latin: Annotated[str, StringConstraints(max_length=80)] = ""
    npo_number: Annotated[int, Field(ge=1, le=20)] | None = None
    order: Annotated[int, Field(ge=0, le=9999)] = 100


class ActorRecord(Record):
    """An organization that takes part in the city's life: ``actors/<slug>.yaml`` or a list. Never a person."""

    kind: ActorKind
    name: Annotated[Line, StringConstraints(max_length=150)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    legal_form: Annotated[str, StringConstraints(max_length=60)] = ""
    corporate_number: CorporateNumber | None = None
    purpose: Prose = ""
    founded: PartialDay | None = None
    fields: Annotated[list[FieldSlug], Once] = []
    wards: Annotated[list[_WardSlug], Once] = []
    districts: Annotated[list[_DistrictSlug], Once] = []
    office_address: Annotated[str, StringConstraints(max_length=200)] = ""
    phone: Phone | None = None
    mail: Mail | None = None
    url: Url | None = None
    confirmed_on: date | None = None


def _field(record: FieldRecord, loading: Loading) -> dict[str, Any]:
    return {"name": record.name, "name_latin": record.latin, "npo_number": record.npo_number, "order": record.order}


def _actor(record: ActorRecord, loading: Loading) -> dict[str, Any]:
    optional = ("corporate_number", "founded", "phone", "mail", "url")
    copied = ("name", "legal_form", "purpose", "office_address", "confirmed_on", "source")
    now = timezone.now()
    return {
        **{key: getattr(record, key) or "" for key in optional},
        **{key: getattr(record, key) for key in copied},
        **keys_of(record.name, record.kana),
        "kind": record.kind.value,
        "name_reading": record.kana,
        "is_demo": record.demo,
        "changed_at": now,
        "listed_at": now,
    }


def _documents(slugs: Sequence[str]) -> Iterator[Document]:
    return (document_of(actor) for actor in shown(listed().filter(slug__in=slugs)))


FIELD = Table(ActivityField, ("name", "name_latin", "npo_number", "order"), _field)
ACTOR = Table(
    Actor,
    (
        "kind", "name", "name_reading", "legal_form", "corporate_number", "purpose", "founded", "office_address",
        "phone", "mail", "url", "confirmed_on", "source", "is_demo",
    ),
    _actor,
    links=(
        Links("fields", "field", lambda record: record.fields),
        Links("wards", "ward", lambda record: record.wards),
        Links("districts", "district", lambda record: record.districts),
    ),
    derived=("sort_key", "name_key", "changed_at"),
    shown={"state": ListingState.LISTED.value},
    hidden={"state": ListingState.WITHDRAWN.value},
)  # fmt: skip

_FIELD, _ACTOR = pgettext_lazy("activity", "field"), gettext_lazy("organization")
PACK_KINDS.hang(
    table_kind("field", _FIELD, FieldRecord, FIELD, file="city.yaml", section="fields", order=60),
    table_kind("actor", _ACTOR, ActorRecord, ACTOR, folder="actors", search=KIND, documents=_documents, order=70),
)
