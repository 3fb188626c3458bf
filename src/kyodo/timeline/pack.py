"""What a city pack says of its way: ``timeline.yaml`` (eras, lanes) and milestones in ``timeline/``."""

from typing import Annotated, Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading
from kyodo.kernel.packs.record import Line, Prose, Record, RefTo, Slug
from kyodo.kernel.packs.tables import Table, Values, table_kind
from kyodo.timeline.documents import KIND, documents_of
from kyodo.timeline.models import Era, Lane, Milestone


def _readable(value: str) -> str:
    try:
        return PartialDate.from_iso(value).iso
    except ValueError:
        raise PydanticCustomError("partial_day", "no such day") from None


#: A day, month or year as in other records; also FY2012, and 1965s for the ten years from 1965.
When = Annotated[
    str,
    StringConstraints(pattern=r"^([12]\d{3}(-\d{2}(-\d{2})?)?|FY[12]\d{3}|[12]\d{3}s)$"),
    AfterValidator(_readable),
]
Order = Annotated[int, Field(ge=0, le=9999)]


class EraRecord(Record):
    """A stretch of the city's policy: ``timeline.yaml``, ``eras:``."""

    name: Annotated[Line, StringConstraints(max_length=60)]
    since: When
    until: When | None = None
    mark: Prose = ""
    official: bool = False


class LaneRecord(Record):
    """A line of events: ``timeline.yaml``, ``lanes:``. Its slug is the key that other rooms name."""

    name: Annotated[Line, StringConstraints(max_length=30)]
    order: Order = 100


class MilestoneRecord(Record):
    """Something that happened: ``timeline/*.yaml``."""

    title: Annotated[Line, StringConstraints(max_length=120)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    on: When
    until: When | None = None
    lane: Annotated[Slug, RefTo("lane")]
    text: Prose = ""
    link: Annotated[str, StringConstraints(pattern=r"^(/([^/\s]\S*)?|https?://[^\s/]+(/\S*)?)$", max_length=300)] = ""

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until and PartialDate.from_iso(self.until).end <= PartialDate.from_iso(self.on).date:
            raise ValueError(_("until lies before on; write the last day, month or year as until"))
        return self


def _era(record: EraRecord, loading: Loading) -> Values:
    return {
        "name": record.name, "since": record.since, "until": record.until or "", "mark": record.mark,
        "is_official": record.official, "source": record.source, "is_demo": record.demo, "changed_at": timezone.now(),
    }  # fmt: skip


def _lane(record: LaneRecord, loading: Loading) -> Values:
    return {
        "name": record.name, "order": record.order, "source": record.source, "is_demo": record.demo,
        "changed_at": timezone.now(),
    }  # fmt: skip


def _milestone(record: MilestoneRecord, loading: Loading) -> Values:
    values: dict[str, Any] = {
        "title": record.title, "title_reading": record.kana, "on": record.on, "until": record.until or "",
        "lane_id": loading.ids("lane")[record.lane], "text": record.text, "link": record.link,
        "source": record.source, "is_demo": record.demo, "changed_at": timezone.now(),
    }  # fmt: skip
    return {**values, "made_at": timezone.now()}


ERA = Table(Era, ("name", "since", "until", "mark", "is_official", "source", "is_demo"), _era, derived=("changed_at",))
LANE = Table(Lane, ("name", "order", "source", "is_demo"), _lane, derived=("changed_at",))
MILESTONE = Table(
    Milestone,
    ("title", "title_reading", "on", "until", "lane_id", "text", "link", "source", "is_demo"),
    _milestone,
    derived=("changed_at",),
    shown={"is_public": True},
    hidden={"is_public": False},
)

PACK_KINDS.hang(
    table_kind(
        "era", pgettext_lazy("policy", "era"), EraRecord, ERA, file="timeline.yaml", section="eras", order=110
    ),
    table_kind(
        "lane", pgettext_lazy("timeline", "lane"), LaneRecord, LANE, file="timeline.yaml", section="lanes", order=111
    ),
    table_kind(
        "milestone", pgettext_lazy("timeline", "milestone"), MilestoneRecord, MILESTONE, folder="timeline",
        search=KIND, documents=documents_of, order=120,
    ),
)  # fmt: skip
