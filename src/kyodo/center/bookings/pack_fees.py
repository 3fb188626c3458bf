"""What a city pack says of money: ``fees.yaml`` with the fee table and the reductions that are for everybody.

One line is one record, so the report of a load accounts for each. A line by which somebody booked stays as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator

from kyodo.center.bookings.models import Booking, CommonReduction, Fee
from kyodo.center.bookings.pack import Clock
from kyodo.center.bookings.states import Purpose, UserKind
from kyodo.kernel.clock.now import day_of, today
from kyodo.kernel.packs.kinds import PACK_KINDS, Entry, Loading, PackKind, Problem
from kyodo.kernel.packs.record import Line, Once, Record, RefTo, Slug
from kyodo.kernel.packs.tables import Links, Table, Values, table_kind

FILE = "fees.yaml"
ResourceSlug = Annotated[Slug, RefTo("resource")]
#: resource, for each, slot, by whom, what for, from when: what the table has once.
Key = tuple[str, str, str, str, str, str, date]


class FeeRecord(Record):
    """A line of the fee table: ``slot`` names its span; else it is ``per`` hour or month."""

    resource: ResourceSlug
    per: Fee.Per = Fee.Per.SLOT
    slot: tuple[Clock, Clock] | None = None
    user_kind: UserKind | None = None
    purpose: Purpose | None = None
    yen: Annotated[int, Field(ge=0, le=10_000_000)]
    since: date

    @model_validator(mode="after")
    def _has_its_span(self) -> "FeeRecord":
        if (self.per == Fee.Per.SLOT) != (self.slot is not None):
            raise ValueError(_("write either slot with its begin and its end, or per: hour, or per: month"))
        if self.slot and self.slot[0] >= self.slot[1]:
            raise ValueError(_("the slot runs backwards; write its begin first, then its end"))
        return self

    @property
    def key(self) -> Key:
        """Return what may stand in the table once."""
        begins, ends = self.slot or ("", "")
        return self.resource, self.per, begins, ends, self.user_kind or "", self.purpose or "", self.since


class ReductionRecord(Record):
    """A reduction for everybody whom it suits; without ``resources`` it is for all."""

    name: Annotated[Line, StringConstraints(max_length=100)]
    percent: Annotated[int, Field(ge=1, le=100)]
    resources: Annotated[list[ResourceSlug], Once] = []
    user_kind: UserKind | None = None
    purpose: Purpose | None = None
    condition: Annotated[str, StringConstraints(max_length=300)] = ""
    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> "ReductionRecord":
        if self.until and self.until <= self.since:
            raise ValueError(_("until is the first day on which it holds no more; write a day after since"))
        return self


def _fee(record: FeeRecord, loading: Loading) -> Values:
    _resource, per, begins, ends, user_kind, purpose, since = record.key
    return {
        "resource_id": loading.ids("resource")[record.resource], "per": str(per), "slot_from": begins,
        "slot_until": ends, "user_kind": str(user_kind), "purpose": str(purpose), "yen": record.yen, "since": since,
        "source": record.source, "is_demo": record.demo,
    }  # fmt: skip


def _reduction(record: ReductionRecord, loading: Loading) -> Values:
    copied = ("name", "percent", "condition", "since", "until", "source")
    return {
        **{key: getattr(record, key) for key in copied},
        "user_kind": str(record.user_kind or ""),
        "purpose": str(record.purpose or ""),
        "is_demo": record.demo,
    }


FEE = Table(
    Fee,
    (
        "resource_id", "per", "slot_from", "slot_until", "user_kind", "purpose", "yen", "since", "source", "is_demo",
    ),
    _fee,
)  # fmt: skip
REDUCTION = Table(
    CommonReduction,
    ("name", "percent", "user_kind", "purpose", "condition", "since", "until", "source", "is_demo"),
    _reduction,
    links=(Links("resources", "resource", lambda record: record.resources),),
)


def _booked_by(lines: Iterable[Fee]) -> set[str]:
    """Return the slugs of the lines in force, no samples, by which somebody booked already."""
    found = [line for line in lines if line.since <= today() and not line.is_demo]
    booked = Booking.objects.filter(resource__in=[line.resource_id for line in found], party__isnull=False)
    rows = booked.order_by().values_list("resource").annotate(last=Max("starts_at"))
    last: Mapping[int, datetime] = dict(rows)
    return {
        str(line.slug) for line in found if line.resource_id in last and day_of(last[line.resource_id]) >= line.since
    }


def _stands(line: Fee) -> Key:
    return (
        line.resource.slug, line.per, line.slot_from, line.slot_until, line.user_kind, line.purpose, line.since,
    )  # fmt: skip


def _lines_check(entries: Sequence[Entry], loading: Loading) -> Iterable[Problem]:
    """A use has one line from a day on, in the pack and on the site; a line by which somebody booked stays."""
    table = Fee.objects.select_related("resource")
    lines = table.filter(resource__slug__in={entry.record.resource for entry in entries})
    names: dict[Any, str | None] = {_stands(line): line.slug for line in lines}
    ours = {line.slug: line for line in table.filter(slug__in=[entry.slug for entry in entries])}
    booked, seen = _booked_by(ours.values()), set[Key]()
    for entry in entries:
        key, line = entry.record.key, ours.get(entry.slug)
        if key in seen:
            yield entry.problem(_("this use has two lines from this day on; leave one out"), "since")
        elif key in names and names[key] != entry.slug:
            words = _(
                "the site has a line for this use from this day on, as %(name)s; keep its slug, or leave this out"
            )
            yield entry.problem(words % {"name": names[key] or _("written at the counter")}, "since")
        elif line is not None and line.slug in booked and (_stands(line), line.yen) != (key, entry.record.yen):
            words = _("somebody booked by this line already, so it stays; write a new line with a later since")
            yield entry.problem(words, "yen")
        seen.add(key)


def _withdraw(slugs: Sequence[str], loading: Loading) -> list[str]:
    """Delete lines, but for those by which somebody booked."""
    stay = _booked_by(Fee.objects.filter(slug__in=slugs))
    Fee.objects.filter(slug__in=set(slugs) - stay).delete()
    return sorted(stay)


PACK_KINDS.hang(
    PackKind(
        name="fee", label=pgettext_lazy("pack", "line of the fee table"), model=Fee, schema=FeeRecord,
        write=FEE.write, read=FEE.read, withdraw=_withdraw, file=FILE, section="fees", check=_lines_check, order=63,
    ),
    table_kind(
        "reduction", pgettext_lazy("pack", "reduction for everybody"), ReductionRecord, REDUCTION, file=FILE,
        section="reductions", order=64,
    ),
)  # fmt: skip
