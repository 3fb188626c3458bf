"""What a city pack says of events: ``events/<slug>.yaml``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, StringConstraints, model_validator

from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.commons.gatherings.documents import KIND, documents_of
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.states import Attendance, GatheringKind, GatheringState
from kyodo.kernel.clock.times import read_time
from kyodo.kernel.errors import Unusable
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading
from kyodo.kernel.packs.record import Line, Mail, Once, Part, Phone, Prose, Record, RefTo, Slug, Url
from kyodo.kernel.packs.tables import Children, Links, Table, table_kind

#: Words that stand where an event's slug would: /events/month/, /events/calls/, /desk/events/postings/.
RESERVED = ("month", "table", "new", "calls", "postings", "import")


def _time(text: str) -> str:
    try:
        read_time(text)
    except Unusable as error:
        raise ValueError(str(error.message)) from error
    return text


Time = Annotated[str, StringConstraints(pattern=r"^\d{1,2}:\d{2}$"), AfterValidator(_time)]


class DatePart(Part):
    """One date; without ``from`` it is all day, ``until`` may be 24:00 or, after midnight, 26:00."""

    on: date
    last_day: date | None = None
    begins: Annotated[Time | None, Field(alias="from")] = None
    ends: Annotated[Time | None, Field(alias="until")] = None

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        try:
            self.draft()
        except Unusable as error:
            raise ValueError(str(error.message)) from error
        return self

    def draft(self) -> DateDraft:
        """Return the date as it is kept."""
        begins, ends = (read_time(text) if text else None for text in (self.begins, self.ends))
        return date_draft(self.on, begins, self.last_day, ends)


class EventRecord(Record):
    """Something that people come to. Contacts are the body's own, never a person's."""

    title: Annotated[Line, StringConstraints(max_length=150)]
    kana: Annotated[str, StringConstraints(max_length=250)] = ""
    kind: GatheringKind = GatheringKind.EVENT
    description: Prose = ""
    fields: Annotated[list[Annotated[Slug, RefTo("field")]], Once] = []
    organizer: Annotated[Slug, RefTo("actor")] | None = None
    organizer_name: Annotated[str, StringConstraints(max_length=150)] = ""
    dates: Annotated[list[DatePart], Field(min_length=1)]
    attendance: Attendance = Attendance.ONSITE
    place: Annotated[Slug, RefTo("facility")] | None = None
    place_name: Annotated[str, StringConstraints(max_length=150)] = ""
    ward: Annotated[Slug, RefTo("ward")] | None = None
    address: Annotated[str, StringConstraints(max_length=200)] = ""
    audience: Annotated[str, StringConstraints(max_length=300)] = ""
    is_free: bool | None = None
    fee_text: Annotated[str, StringConstraints(max_length=300)] = ""
    capacity: Annotated[int, Field(ge=1)] | None = None
    how_to_apply: Prose = ""
    sign_language: bool = False
    captioning: bool = False
    wheelchair: bool = False
    childcare: bool = False
    contact_name: Annotated[str, StringConstraints(max_length=100)] = ""
    contact_phone: Phone | None = None
    contact_mail: Mail | None = None
    url: Url | None = None
    cancelled_reason: Annotated[str, StringConstraints(max_length=300)] = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        starts = [part.draft().starts_at for part in self.dates]
        if len(set(starts)) != len(starts):
            raise ValueError(_("two dates begin at the same time"))
        if self.slug in RESERVED:
            raise ValueError(_("this slug is an address of the site already; please choose another"))
        return self


_COPIED = (
    "title", "kind", "description", "organizer_name", "attendance", "place_name", "address", "audience", "is_free",
    "fee_text", "capacity", "how_to_apply", "contact_name", "cancelled_reason", "source",
)  # fmt: skip
_FLAGS = {
    "has_sign_language": "sign_language", "has_captioning": "captioning", "is_wheelchair_accessible": "wheelchair",
    "has_childcare": "childcare",
}  # fmt: skip


def _values(record: EventRecord, loading: Loading) -> dict[str, Any]:
    now = timezone.now()
    state = GatheringState.CANCELLED if record.cancelled_reason else GatheringState.PUBLISHED
    return {
        **{name: getattr(record, name) for name in _COPIED},
        **{name: getattr(record, key) for name, key in _FLAGS.items()},
        **{name: getattr(record, name) or "" for name in ("contact_phone", "contact_mail", "url")},
        "title_reading": record.kana,
        "organizer_id": loading.ids("actor")[record.organizer] if record.organizer else None,
        "place_id": loading.ids("facility")[record.place] if record.place else None,
        "ward_id": loading.ids("ward")[record.ward] if record.ward else None,
        "state": state.value,
        "is_demo": record.demo,
        "changed_at": now,
        "published_at": now,
    }


def _dates(record: EventRecord, loading: Loading) -> list[dict[str, Any]]:
    return [{"number": number, **vars(part.draft())} for number, part in enumerate(record.dates, 1)]


def _search(slugs: Sequence[str]) -> Iterable[Any]:
    return documents_of(slugs)


EVENT = Table(
    Gathering,
    (
        *_COPIED, *_FLAGS, "title_reading", "contact_phone", "contact_mail", "url", "organizer_id", "place_id",
        "ward_id", "is_demo", "state",
    ),
    _values,
    links=(Links("fields", "field", lambda record: record.fields),),
    children=(
        Children(
            Occurrence, "gathering", _dates, ("starts_at", "ends_at", "is_all_day", "is_end_known"), key="number"
        ),
    ),
    derived=("changed_at",),
    hidden={"state": GatheringState.DRAFT.value},
)  # fmt: skip

PACK_KINDS.hang(
    table_kind(
        "event", gettext_lazy("event"), EventRecord, EVENT, folder="events", search=KIND, documents=_search, order=85
    )
)
