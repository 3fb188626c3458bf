"""What a city pack says of rooms: ``rooms.yaml`` (conditions, resources) and ``units.yaml``, what several share."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import AfterValidator, Field, StringConstraints

from kyodo.center.bookings import documents
from kyodo.center.bookings.models import Conditions, Resource, Unit
from kyodo.center.bookings.queries.resources import SAMPLES
from kyodo.center.bookings.states import ResourceKind, UserKind
from kyodo.kernel.packs.kinds import PACK_KINDS, Entry, Loading, PackKind, Problem
from kyodo.kernel.packs.record import Line, Part, Prose, Record, RefTo, Slug
from kyodo.kernel.packs.tables import Links, Table, Values, table_kind

FILE = "rooms.yaml"
Small = Annotated[int, Field(ge=0, le=9999)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):(00|15|30|45)$")]
FacilitySlug = Annotated[Slug, RefTo("facility")]


def _forward(slots: list[tuple[str, str]]) -> list[tuple[str, str]]:
    flat = [at for slot in slots for at in slot]
    if flat != sorted(flat) or any(begins == ends for begins, ends in slots):
        raise ValueError(_("the slots overlap or run backwards; write them in order, each with its begin and its end"))
    return slots


def _known(names: list[str]) -> list[str]:
    unknown = [name for name in names if name not in SAMPLES]
    if unknown:
        words = _("%(name)s is not a value that may be a sample; write one of %(names)s")
        raise ValueError(words % {"name": unknown[0], "names": ", ".join(sorted(SAMPLES))})
    return names


class StepPart(Part):
    """From so many days before on, so many percent of the fee stay due."""

    days: Small
    percent: Annotated[int, Field(ge=0, le=100)]


class ConditionsRecord(Record):
    """Conditions of use that several resources share."""

    name: Annotated[Line, StringConstraints(max_length=80)]
    opens_months: Annotated[int, Field(ge=0, le=24)] = 3
    opens_at_hour: Annotated[int, Field(ge=0, le=23)] = 9
    closes_days: Small = 0
    most_per_month: Annotated[int, Field(ge=1, le=99)] | None = None
    hold_minutes: Annotated[int, Field(ge=5, le=1440)] = 30
    cancel_days: Small = 1
    cancellation: list[StepPart] = []
    user_kinds: list[UserKind] = list(UserKind)
    needs_registration: bool = False
    lottery: bool = False


class UnitRecord(Record):
    """The smallest thing that can be taken, where several resources share it."""

    facility: FacilitySlug
    name: Annotated[Line, StringConstraints(max_length=80)]
    order: Small = 100


class LayoutPart(Part):
    """How the tables stand."""

    key: Slug
    name: Annotated[Line, StringConstraints(max_length=30)]
    capacity: Annotated[int, Field(ge=1)] | None = None


class ResourceRecord(Record):
    """A room or a thing to use. ``units`` it shares with others, or ``count`` units of its own."""

    facility: FacilitySlug
    kind: ResourceKind = ResourceKind.ROOM
    name: Annotated[Line, StringConstraints(max_length=80)]
    kana: Annotated[str, StringConstraints(max_length=120)] = ""
    latin: Annotated[str, StringConstraints(max_length=120)] = ""
    conditions: Annotated[Slug, RefTo("conditions")] | None = None
    units: list[Annotated[Slug, RefTo("unit")]] = []
    count: Annotated[int, Field(ge=1, le=500)] = 1
    capacity: Annotated[int, Field(ge=1)] | None = None
    capacity_is_approximate: bool = False
    area: Annotated[Decimal, Field(gt=0)] | None = None
    floor: Annotated[str, StringConstraints(max_length=10)] = ""
    layouts: list[LayoutPart] = []
    description: Prose = ""
    barrier_free: Annotated[str, StringConstraints(max_length=300)] = ""
    slots: Annotated[list[tuple[Clock, Clock]], AfterValidator(_forward)] = []
    shortest: Annotated[int, Field(ge=1, le=96)] = 4
    longest: Annotated[int, Field(ge=1, le=96)] = 52
    before: Annotated[int, Field(ge=0, le=16)] = 0
    after: Annotated[int, Field(ge=0, le=16)] = 0
    year_from: Annotated[int, Field(ge=1, le=12)] = 9
    fee_text: Annotated[str, StringConstraints(max_length=300)] = ""
    bookable: bool = True
    sample_values: Annotated[list[str], AfterValidator(_known)] = []
    order: Small = 100


def _conditions(record: ConditionsRecord, loading: Loading) -> Values:
    copied = (
        "name", "opens_months", "opens_at_hour", "closes_days", "most_per_month", "hold_minutes", "cancel_days",
        "needs_registration", "source",
    )  # fmt: skip
    return {
        **{key: getattr(record, key) for key in copied},
        "cancellation": [step.model_dump() for step in record.cancellation],
        "user_kinds": [str(kind) for kind in record.user_kinds],
        "is_lottery": record.lottery,
        "is_demo": record.demo,
    }


def _unit(record: UnitRecord, loading: Loading) -> Values:
    return {"facility_id": loading.ids("facility")[record.facility], "name": record.name, "order": record.order}


def _resource(record: ResourceRecord, loading: Loading) -> Values:
    copied = (
        "name", "capacity", "area", "floor", "description", "barrier_free", "shortest", "longest", "before", "after",
        "year_from", "fee_text", "sample_values", "source", "order",
    )  # fmt: skip
    return {
        **{key: getattr(record, key) for key in copied},
        "facility_id": loading.ids("facility")[record.facility],
        "conditions_id": loading.ids("conditions")[record.conditions] if record.conditions else None,
        "kind": str(record.kind),
        "name_reading": record.kana,
        "name_latin": record.latin,
        "is_capacity_approximate": record.capacity_is_approximate,
        "layouts": [layout.model_dump(exclude_none=True) for layout in record.layouts],
        "slots": [list(slot) for slot in record.slots],
        "is_bookable": record.bookable,
        "is_demo": record.demo,
        "changed_at": timezone.now(),
    }


def _own_units(record: ResourceRecord) -> list[str]:
    """Return the slugs of a resource's units: those it shares, or its own, numbered."""
    if record.units or not record.bookable:
        return record.units
    return [record.slug if record.count == 1 else f"{record.slug}-{number}" for number in range(1, record.count + 1)]


def _write(records: Sequence[ResourceRecord], loading: Loading) -> None:
    facilities = loading.ids("facility")
    own = [
        Unit(facility_id=facilities[record.facility], slug=slug, name=f"{record.name} {number}", order=number)
        for record in records
        if not record.units
        for number, slug in enumerate(_own_units(record), 1)
    ]
    Unit.objects.bulk_create(own, ignore_conflicts=True, batch_size=200)
    loading.forget("unit")
    RESOURCE.write(records, loading)


def _layouts_once(entries: Sequence[Entry], loading: Loading) -> Iterable[Problem]:
    for entry in entries:
        keys = [layout.key for layout in entry.record.layouts]
        if len(set(keys)) != len(keys):
            yield entry.problem(_("a layout stands twice in this room"), "layouts")


CONDITIONS = Table(
    Conditions,
    (
        "name", "opens_months", "opens_at_hour", "closes_days", "most_per_month", "hold_minutes", "cancel_days",
        "cancellation", "user_kinds", "needs_registration", "is_lottery", "source", "is_demo",
    ),
    _conditions,
)  # fmt: skip
UNIT = Table(Unit, ("facility_id", "name", "order"), _unit, hidden={"is_out_of_use": True})
RESOURCE = Table(
    Resource,
    (
        "facility_id", "conditions_id", "kind", "name", "name_reading", "name_latin", "capacity",
        "is_capacity_approximate", "area", "floor", "layouts", "description", "barrier_free", "slots", "shortest",
        "longest", "before", "after", "year_from", "fee_text", "is_bookable", "sample_values", "source", "is_demo",
        "order",
    ),
    _resource,
    links=(Links("units", "unit", _own_units),),
    derived=("changed_at",),
    shown={"is_public": True},
    hidden={"is_public": False},
)  # fmt: skip

PACK_KINDS.hang(
    table_kind(
        "conditions", gettext_lazy("conditions of use"), ConditionsRecord, CONDITIONS, file=FILE, section="conditions",
        order=60,
    ),
    table_kind(
        "unit", pgettext_lazy("booking", "unit"), UnitRecord, UNIT, file="units.yaml", section="units", order=61
    ),
    PackKind(
        name="resource", label=pgettext_lazy("booking", "resource"), model=Resource, schema=ResourceRecord,
        write=_write, read=RESOURCE.read, withdraw=RESOURCE.withdraw, file=FILE, section="resources",
        check=_layouts_once, search=documents.KIND, documents=documents.some, order=62,
    ),
)  # fmt: skip
