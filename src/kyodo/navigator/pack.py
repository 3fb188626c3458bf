"""What a city pack says of support programmes, videos and figures (guides: ``guide_pack``)."""

import json
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from kyodo.kernel.clock.now import TOKYO, moment
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading, PackKind
from kyodo.kernel.packs.record import Line, Once, Part, Prose, Record, RefTo, Slug, Sources, Url
from kyodo.kernel.packs.tables import Children, Links, Table, Values, table_kind
from kyodo.navigator.documents import KINDS
from kyodo.navigator.guide_pack import GUIDE
from kyodo.navigator.models import Dataset, DatasetRow, SupportProgramme, Video
from kyodo.navigator.states import Audience, ChartKind, Need, ProgrammeKind, Stage
from kyodo.ui.richtext import from_markdown

_NAMESPACE = uuid.UUID("0b1f0c2e-6a3e-4f0e-8f3a-2c1f5a8d9e77")
Year = Annotated[int, Field(ge=1945, le=2200, description="the year in which the fiscal year begins")]
DeskSlug = Annotated[Slug, RefTo("desk")]


def _first_moment(value: Any) -> Any:
    """``2025-09-01`` is the beginning of that day, ``2025-09-01T09:00`` that hour in Tokyo."""
    if not isinstance(value, str):
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return at.replace(tzinfo=TOKYO) if at.tzinfo is None else at


def _too_late(value: Any) -> Any:
    """``2025-10-24`` is the last day, all of it; ``2025-10-24T17:00`` ends at that hour."""
    at = _first_moment(value)
    is_whole_day = isinstance(value, str) and len(value) == len("2025-10-24") and isinstance(at, datetime)
    return moment(at.date() + timedelta(days=1), time.min) if is_whole_day else at


Begin = Annotated[datetime, BeforeValidator(_first_moment, json_schema_input_type=str)]
End = Annotated[datetime, BeforeValidator(_too_late, json_schema_input_type=str)]


class PartRecord(Part):
    """One of the kinds of support within a programme."""

    name: Annotated[Line, StringConstraints(max_length=100)]
    ceiling_yen: Annotated[int, Field(ge=0)] | None = None
    rate: Annotated[str, StringConstraints(max_length=100)] = ""
    note: Prose = ""


class ProgrammeRecord(Record):
    """A support programme (支援制度): ``support/<slug>.yaml``, or ``.md`` with its details as Markdown."""

    name: Annotated[Line, StringConstraints(max_length=100)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    kind: ProgrammeKind
    provider: Annotated[str, StringConstraints(max_length=100)] = ""
    desk: DeskSlug | None = None
    summary: Annotated[Line, StringConstraints(max_length=100)]
    body: Prose = ""
    parts: list[PartRecord] = []
    for_whom: Annotated[list[Audience], Once] = []
    stages: Annotated[list[Stage], Once] = []
    needs: Annotated[list[Need], Once] = []
    conditions: Prose = ""
    min_organizations: Annotated[int, Field(ge=1, le=100)] | None = None
    min_members: Annotated[int, Field(ge=1, le=1000)] | None = None
    fields: Annotated[list[Annotated[Slug, RefTo("field")]], Once] = []
    wards: Annotated[list[Annotated[Slug, RefTo("ward")]], Once] = []
    ceiling_yen: Annotated[int, Field(ge=0)] | None = None
    ceiling_text: Annotated[str, StringConstraints(max_length=200)] = ""
    max_rate: Annotated[Decimal, Field(ge=0, le=100, decimal_places=1, description="percent")] | None = None
    rate_text: Annotated[str, StringConstraints(max_length=200)] = ""
    period_text: Annotated[str, StringConstraints(max_length=200)] = ""
    apply_from: Begin | None = None
    apply_until: End | None = None
    apply_text: Annotated[str, StringConstraints(max_length=300)] = ""
    always_open: bool = False
    consultation_required: bool | None = None
    consultation_text: Annotated[str, StringConstraints(max_length=300)] = ""
    how_to_apply: Prose = ""
    online_url: Url | None = None
    url: Url | None = None
    year_from: Year | None = None
    year_until: Year | None = None
    successor: Annotated[Slug, RefTo("support")] | None = None
    owner: Annotated[str, StringConstraints(max_length=100)] = ""
    confirmed_on: date | None = None

    @model_validator(mode="after")
    def _forward(self) -> "ProgrammeRecord":
        if self.apply_from and self.apply_until and self.apply_until <= self.apply_from:
            raise ValueError(_("apply_until lies before apply_from; write the last day of the round as apply_until"))
        if self.year_from and self.year_until and self.year_until < self.year_from:
            raise ValueError(_("year_until lies before year_from; write the last fiscal year as year_until"))
        return self


class VideoRecord(Record):
    """A video that somebody else hosts: ``videos/<slug>.yaml``."""

    title: Annotated[Line, StringConstraints(max_length=100)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    provider: Annotated[Line, StringConstraints(max_length=60)]
    url: Url
    summary: Annotated[Prose, StringConstraints(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=999)] | None = None
    captions: bool | None = None
    transcript: Prose = ""
    owner: Annotated[str, StringConstraints(max_length=100)] = ""
    confirmed_on: date | None = None
    order: Annotated[int, Field(ge=0, le=9999)] = 100


class NumberRecord(Part):
    """One number of a table of figures."""

    label: Annotated[Line, StringConstraints(max_length=60)]
    series: Annotated[str, StringConstraints(max_length=40)] = ""
    year: Annotated[int, Field(ge=1868, le=2200)] | None = None
    value: Annotated[Decimal, Field(max_digits=16, decimal_places=3)]
    about: bool = False
    note: Annotated[str, StringConstraints(max_length=200)] = ""
    source: Sources


class FigureRecord(Record):
    """A table of figures: ``data/<slug>.yaml``; every number carries its own source."""

    title: Annotated[Line, StringConstraints(max_length=100)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    summary: Annotated[str, StringConstraints(max_length=200)] = ""
    unit: Annotated[Line, StringConstraints(max_length=20)]
    decimals: Annotated[int, Field(ge=0, le=3)] = 0
    chart: ChartKind = ChartKind.BAR
    label_heading: Annotated[str, StringConstraints(max_length=40)] = ""
    note: Prose = ""
    rows: Annotated[list[NumberRecord], Field(min_length=1)]
    owner: Annotated[str, StringConstraints(max_length=100)] = ""
    confirmed_on: date | None = None
    order: Annotated[int, Field(ge=0, le=9999)] = 100


# --- how they become rows -------------------------------------------------------------------

_PROGRAMME_COPIED = (
    "name",
    "provider",
    "summary",
    "min_organizations",
    "min_members",
    "ceiling_yen",
    "ceiling_text",
    "max_rate",
    "rate_text",
    "period_text",
    "apply_from",
    "apply_until",
    "apply_text",
    "consultation_text",
    "how_to_apply",
    "year_from",
    "year_until",
    "owner",
    "confirmed_on",
    "source",
)
_PROGRAMME_MADE = (
    "name_reading",
    "kind",
    "desk_id",
    "body",
    "parts",
    "for_whom",
    "stages",
    "needs",
    "conditions",
    "is_always_open",
    "is_consultation_required",
    "online_url",
    "url",
    "is_demo",
    "has_unpublished_changes",
)


def _programme(record: ProgrammeRecord, loading: Loading) -> Values:
    now = timezone.now()
    return {
        **{name: getattr(record, name) for name in _PROGRAMME_COPIED},
        "name_reading": record.kana,
        "kind": record.kind.value,
        "desk_id": loading.ids("desk")[record.desk] if record.desk else None,
        "body": from_markdown(record.body),
        "conditions": from_markdown(record.conditions),
        "parts": json.dumps([_part(record, number) for number in range(len(record.parts))]),
        "for_whom": [word.value for word in record.for_whom],
        "stages": [word.value for word in record.stages],
        "needs": [word.value for word in record.needs],
        "is_always_open": record.always_open,
        "is_consultation_required": record.consultation_required,
        "online_url": record.online_url or "",
        "url": record.url or "",
        "is_demo": record.demo,
        # A draft of staff counts as an edit at the next load.
        "has_unpublished_changes": False,
        "changed_at": now,
        "last_published_at": now,
        "first_published_at": now,
    }


def _part(record: ProgrammeRecord, number: int) -> dict[str, Any]:
    value = record.parts[number].model_dump(mode="json")
    return {"type": "part", "value": value, "id": str(uuid.uuid5(_NAMESPACE, f"{record.slug}:{number}"))}


def _video(record: VideoRecord, loading: Loading) -> Values:
    copied = (
        "title",
        "provider",
        "url",
        "summary",
        "minutes",
        "transcript",
        "owner",
        "confirmed_on",
        "source",
        "order",
    )
    more = {"title_reading": record.kana, "has_captions": record.captions, "is_demo": record.demo}
    return {**{name: getattr(record, name) for name in copied}, **more, "changed_at": timezone.now()}


def _figure(record: FigureRecord, loading: Loading) -> Values:
    copied = (
        "title",
        "summary",
        "unit",
        "decimals",
        "label_heading",
        "note",
        "owner",
        "confirmed_on",
        "source",
        "order",
    )
    more = {"title_reading": record.kana, "chart": record.chart.value, "is_demo": record.demo}
    return {**{name: getattr(record, name) for name in copied}, **more, "changed_at": timezone.now()}


def _numbers(record: FigureRecord, loading: Loading) -> list[Values]:
    return [
        {
            "label": row.label,
            "series": row.series,
            "year": row.year,
            "value": row.value,
            "is_approximate": row.about,
            "note": row.note,
            "source": row.source,
            "sort_order": number,
        }
        for number, row in enumerate(record.rows)
    ]


PROGRAMME = Table(
    SupportProgramme,
    (*_PROGRAMME_COPIED, *_PROGRAMME_MADE),
    _programme,
    links=(Links("fields", "field", lambda record: record.fields), Links("wards", "ward", lambda record: record.wards)),
    derived=("changed_at", "last_published_at"),
    shown={"live": True, "is_public": True},
    hidden={"live": False, "is_public": False},
)
VIDEO = Table(
    Video,
    (
        "title",
        "title_reading",
        "provider",
        "url",
        "summary",
        "minutes",
        "has_captions",
        "transcript",
        "owner",
        "confirmed_on",
        "source",
        "is_demo",
        "order",
    ),
    _video,
    derived=("changed_at",),
    shown={"is_public": True},
    hidden={"is_public": False},
)
FIGURE = Table(
    Dataset,
    (
        "title",
        "title_reading",
        "summary",
        "unit",
        "decimals",
        "chart",
        "label_heading",
        "note",
        "owner",
        "confirmed_on",
        "source",
        "is_demo",
        "order",
    ),
    _figure,
    children=(
        Children(
            DatasetRow,
            "dataset",
            _numbers,
            ("label", "series", "year", "value", "is_approximate", "note", "source", "sort_order"),
        ),
    ),
    derived=("changed_at",),
    shown={"is_public": True},
    hidden={"is_public": False},
)


def write_programmes(records: Sequence[ProgrammeRecord], loading: Loading) -> None:
    """Write programmes, then what follows those that ended: a successor may stand later in the same batch."""
    PROGRAMME.write(records, loading)
    followed = {record.slug: record.successor for record in records if record.successor}
    if followed:
        names = Q(slug__in=[*followed, *followed.values()])
        ids = dict(SupportProgramme.objects.filter(names).values_list("slug", "pk"))
        for slug, successor in followed.items():
            SupportProgramme.objects.filter(slug=slug).update(successor=ids.get(successor))


def read_programmes(slugs: Sequence[str]) -> dict[str, Values]:
    """Return what the database holds of these programmes, as plain values."""
    rows = PROGRAMME.read(slugs)
    for row in rows.values():
        row["parts"] = list(row["parts"].raw_data)
    return rows


_PROGRAMME, _VIDEO, _FIGURE = gettext_lazy("support programme"), gettext_lazy("video"), gettext_lazy("figures")
PACK_KINDS.hang(
    PackKind(
        name="support",
        label=_PROGRAMME,
        model=SupportProgramme,
        schema=ProgrammeRecord,
        write=write_programmes,
        read=read_programmes,
        withdraw=PROGRAMME.withdraw,
        folder="support",
        markdown=True,
        search="support",
        documents=KINDS["support"].some,
        order=80,
    ),
    GUIDE,
    table_kind(
        "video", _VIDEO, VideoRecord, VIDEO, folder="videos", search="video", documents=KINDS["video"].some, order=100
    ),
    table_kind(
        "figure",
        _FIGURE,
        FigureRecord,
        FIGURE,
        folder="data",
        search="figure",
        documents=KINDS["figure"].some,
        order=110,
    ),
)
