"""What a city pack says of cases: ``cases/<slug>.yaml``, or ``.md`` with further text as Markdown."""

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator

from kyodo.casebook import documents
from kyodo.casebook.models import Case, SchemeUsed
from kyodo.casebook.states import Part
from kyodo.casebook.words import KIND
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading, PackKind
from kyodo.kernel.packs.record import Line, Once, PartialDay, Prose, Record, RefTo, Slug, Url
from kyodo.kernel.packs.record import Part as PackPart
from kyodo.kernel.packs.tables import Children, Links, Table, Values
from kyodo.kernel.trail.walk import came_from
from kyodo.ui.richtext import from_markdown

_NAMESPACE = uuid.UUID("5d0a9a52-3f0a-4b1e-9a51-6a0f4f6f1c3e")
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*$", re.MULTILINE)
Year = Annotated[int, Field(ge=1945, le=2200, description="the year in which the fiscal year begins")]
Words = Annotated[str, StringConstraints(max_length=150)]


class SchemePart(PackPart):
    """Support that was used: what the source calls it, and the record of the pack that describes it."""

    programme: Annotated[Slug, RefTo("support")] | None = None
    name: Annotated[Line, StringConstraints(max_length=100)]
    note: Annotated[str, StringConstraints(max_length=120)] = ""


class QuotePart(PackPart):
    """Words of an organization."""

    text: Annotated[Prose, StringConstraints(min_length=1)]
    origin: Annotated[Line, StringConstraints(max_length=150)]


class QuestionPart(PackPart):
    """A question and its answer."""

    question: Annotated[Line, StringConstraints(max_length=150)]
    answer: Annotated[Prose, StringConstraints(min_length=1)]


class InterviewPart(PackPart):
    """An interview."""

    who: Annotated[Line, StringConstraints(max_length=150)]
    questions: Annotated[list[QuestionPart], Field(min_length=1)]


class VideoPart(PackPart):
    """A video that somebody else hosts."""

    title: Annotated[Line, StringConstraints(max_length=100)]
    provider: Annotated[Line, StringConstraints(max_length=60)]
    url: Url
    minutes: Annotated[int, Field(ge=1, le=999)] | None = None
    summary: Annotated[str, StringConstraints(max_length=200)] = ""


class WorkPart(PackPart):
    """A case of which only the title, and perhaps the organization, is known."""

    title: Annotated[Line, StringConstraints(max_length=120)]
    organization: Annotated[Slug, RefTo("actor")] | None = None


class WorksPart(PackPart):
    """Cases of another booklet by their titles."""

    heading: Annotated[Line, StringConstraints(max_length=60)]
    works: Annotated[list[WorkPart], Field(min_length=1)]


class CaseRecord(Record):
    """A case (事例). What its source does not tell is left out; organizations only, no persons."""

    title: Annotated[Line, StringConstraints(max_length=120)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    lead: Annotated[Line, StringConstraints(max_length=300)]
    collaboration: Annotated[Slug, RefTo("collaboration")] | None = None
    fields: Annotated[list[Annotated[Slug, RefTo("field")]], Once] = []
    wards: Annotated[list[Annotated[Slug, RefTo("ward")]], Once] = []
    place: Words = ""
    year_from: Year | None = None
    year_until: Year | None = None
    began: Prose = ""
    done: Prose = ""
    challenge: Prose = ""
    effect: Prose = ""
    devised: Prose = ""
    stumbled: Prose = ""
    cost: Prose = ""
    lasting: Prose = ""
    copyable: Annotated[Prose, Field(alias="copy")] = ""
    body: Prose = ""
    figures_text: Annotated[str, StringConstraints(max_length=200)] = ""
    schemes: list[SchemePart] = []
    quotes: list[QuotePart] = []
    interviews: list[InterviewPart] = []
    videos: list[VideoPart] = []
    lists: list[WorksPart] = []
    published_in: Words = ""
    published_on: PartialDay | None = None
    desk: Annotated[Slug, RefTo("desk")] | None = None
    owner: Annotated[str, StringConstraints(max_length=100)] = ""
    confirmed_on: date | None = None

    @model_validator(mode="after")
    def _both_years(self) -> Self:
        if (self.year_from is None) != (self.year_until is None) or (self.year_until or 0) < (self.year_from or 0):
            raise ValueError(_("write both year_from and year_until, the last fiscal year not before the first"))
        return self


# --- how it becomes a row --------------------------------------------------------------------

_COPIED = (
    "title", "lead", "place", "year_from", "year_until", "published_in", "confirmed_on", "source",
)  # fmt: skip
_MADE = (
    "title_reading", "collaboration_id", "body", "published_on", "desk_id", "keeper", "is_demo",
    "has_unpublished_changes",
)  # fmt: skip


def _values(record: CaseRecord, loading: Loading) -> Values:
    now = timezone.now()
    return {
        **{name: getattr(record, name) for name in _COPIED},
        "title_reading": record.kana,
        "collaboration_id": loading.ids("collaboration")[record.collaboration] if record.collaboration else None,
        "body": json.dumps(list(_numbered(record))),
        "published_on": record.published_on or "",
        "desk_id": loading.ids("desk")[record.desk] if record.desk else None,
        "keeper": record.owner,
        "is_demo": record.demo,
        # A draft of staff counts as an edit at the next load.
        "has_unpublished_changes": False,
        "changed_at": now, "last_published_at": now, "first_published_at": now,
    }  # fmt: skip


def _numbered(record: CaseRecord) -> Iterator[dict[str, Any]]:
    for number, block in enumerate(_blocks(record)):
        yield {**block, "id": str(uuid.uuid5(_NAMESPACE, f"{record.slug}:{number}:{block['type']}"))}


def _blocks(record: CaseRecord) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a case in the order in which a page tells it."""
    for part in Part:
        text = record.copyable if part is Part.COPY else getattr(record, part.value, "")
        if text:
            yield _part(part, text)
        if part is Part.DEVISED and record.figures_text:
            yield {"type": "figures", "value": {"text": record.figures_text}}
    yield from _sections(record.body)
    for quote in record.quotes:
        yield {"type": "quote", "value": quote.model_dump(mode="json")}
    for interview in record.interviews:
        items = [_item(record, question.model_dump(mode="json")) for question in interview.questions]
        yield {"type": "interview", "value": {"who": interview.who, "questions": items}}
    for video in record.videos:
        yield {"type": "video", "value": video.model_dump(mode="json")}
    for group in record.lists:
        works = [_item(record, {"title": w.title, "organization": w.organization or ""}) for w in group.works]
        yield {"type": "works", "value": {"heading": group.heading, "works": works}}


def _part(part: Part, text: str, heading: str = "") -> dict[str, Any]:
    return {"type": "part", "value": {"kind": part.value, "heading": heading, "text": from_markdown(text)}}


def _sections(body: str) -> Iterator[dict[str, Any]]:
    """Yield the further text, cut at its headings of the second level."""
    opening, *rest = _HEADING.split(body)
    if opening.strip():
        yield _part(Part.OTHER, opening)
    for heading, text in zip(rest[::2], rest[1::2], strict=True):
        yield _part(Part.OTHER, text, heading[:60])


def _item(record: CaseRecord, value: dict[str, Any]) -> dict[str, Any]:
    name = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return {"type": "item", "value": value, "id": str(uuid.uuid5(_NAMESPACE, f"{record.slug}:{name}"))}


def _schemes(record: CaseRecord, loading: Loading) -> list[Values]:
    return [
        {"programme": scheme.programme or "", "name": scheme.name, "note": scheme.note, "sort_order": number}
        for number, scheme in enumerate(record.schemes)
    ]


CASE = Table(
    Case,
    (*_COPIED, *_MADE),
    _values,
    links=(Links("fields", "field", lambda record: record.fields), Links("wards", "ward", lambda record: record.wards)),
    children=(Children(SchemeUsed, "case", _schemes, ("programme", "name", "note", "sort_order")),),
    derived=("changed_at", "last_published_at"),
    shown={"live": True, "is_public": True},
    hidden={"live": False, "is_public": False},
)


def write_cases(records: Sequence[CaseRecord], loading: Loading) -> None:
    """Write cases, and say of each from which collaboration it came."""
    CASE.write(records, loading)
    told = Case.objects.filter(slug__in=[record.slug for record in records]).select_related("collaboration")
    for case in told.exclude(collaboration=None):
        if case.collaboration:
            came_from(case, case.collaboration)


def read_cases(slugs: Sequence[str]) -> dict[str, Values]:
    """Return what the database holds of these cases, as plain values."""
    rows = CASE.read(slugs)
    for row in rows.values():
        row["body"] = list(row["body"].raw_data)
    return rows


PACK_KINDS.hang(
    PackKind(
        name="case", label=pgettext_lazy("casebook", "case"), model=Case, schema=CaseRecord,
        write=write_cases, read=read_cases, withdraw=CASE.withdraw, folder="cases", markdown=True,
        search=KIND, documents=documents.some, order=95,
    )
)  # fmt: skip
