"""What a city pack says of newsletters: ``newsletters/series.yaml``-like files and the archive of known issues."""

from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints

from kyodo.center.newsletters import documents
from kyodo.center.newsletters.models import Issue, Series
from kyodo.center.newsletters.states import IssueState
from kyodo.center.newsletters.words import ISSUE
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading
from kyodo.kernel.packs.record import Line, PartialDay, Record, RefTo, Slug
from kyodo.kernel.packs.tables import Table, Values, table_kind

Words = Annotated[str, StringConstraints(max_length=300)]


class SeriesRecord(Record):
    """A newsletter: ``newsletters.yaml``, ``series:``."""

    name: Annotated[Line, StringConstraints(max_length=80)]
    kana: Annotated[str, StringConstraints(max_length=120)] = ""
    masthead: Annotated[str, StringConstraints(max_length=30)] = ""
    summary: Words = ""
    publisher: Annotated[Line, StringConstraints(max_length=120)]
    editor: Annotated[str, StringConstraints(max_length=200)] = ""
    rhythm: Annotated[str, StringConstraints(max_length=80)] = ""
    since: PartialDay | None = None
    until: PartialDay | None = None
    desk: Annotated[Slug, RefTo("desk")] | None = None
    subscribe: bool = False
    order: Annotated[int, Field(ge=0, le=9999)] = 100


class IssueRecord(Record):
    """An issue that lies elsewhere: ``newsletters/*.yaml``. What it holds is not told again, only where it lies."""

    series: Annotated[Slug, RefTo("newsletter")]
    number: Annotated[int, Field(ge=1, le=99999)] | None = None
    month: PartialDay
    title: Annotated[str, StringConstraints(max_length=120)] = ""
    lead: Words = ""
    link: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+/\S*$", max_length=1000)]


def _series(record: SeriesRecord, loading: Loading) -> Values:
    return {
        "name": record.name, "name_reading": record.kana, "short_name": record.masthead, "summary": record.summary,
        "publisher": record.publisher, "editor": record.editor, "rhythm": record.rhythm, "since": record.since or "",
        "until": record.until or "", "desk_id": loading.ids("desk")[record.desk] if record.desk else None,
        "takes_readers": record.subscribe, "order": record.order, "source": record.source, "is_demo": record.demo,
    }  # fmt: skip


def _issue(record: IssueRecord, loading: Loading) -> Values:
    now: Any = timezone.now()
    return {
        "series_id": loading.ids("newsletter")[record.series],
        "key": str(record.number) if record.number is not None else record.month,
        "number": record.number, "month": record.month, "title": record.title, "lead": record.lead,
        "link": record.link, "state": IssueState.PUBLISHED.value, "source": record.source, "is_demo": record.demo,
        "changed_at": now, "made_at": now,
    }  # fmt: skip


SERIES = Table(
    Series,
    ("name", "name_reading", "short_name", "summary", "publisher", "editor", "rhythm", "since", "until", "desk_id",
     "takes_readers", "order", "source", "is_demo"),
    _series,
    shown={"is_public": True},
    hidden={"is_public": False},
)  # fmt: skip
ISSUES = Table(
    Issue,
    ("series_id", "key", "number", "month", "title", "lead", "link", "state", "source", "is_demo"),
    _issue,
    derived=("changed_at",),
    shown={"is_public": True},
    hidden={"is_public": False},
)

PACK_KINDS.hang(
    table_kind(
        "newsletter", pgettext_lazy("noun", "newsletter"), SeriesRecord, SERIES, file="newsletters.yaml",
        section="series", order=96,
    ),
    table_kind(
        "newsletter_issue", pgettext_lazy("newsletter", "issue"), IssueRecord, ISSUES, folder="newsletters",
        search=ISSUE, documents=documents.some, order=97,
    ),
)  # fmt: skip
