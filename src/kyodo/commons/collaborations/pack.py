"""What a city pack says of joint works: ``collaborations/<slug>.yaml``."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator

from kyodo.commons.actors.public import Actor, ActorKind
from kyodo.commons.collaborations.documents import KIND, documents_of, keep_told
from kyodo.commons.collaborations.models import Collaboration, Event, Partner, Span, Tie, YearFigure
from kyodo.commons.collaborations.states import CollaborationState, Confirmation, TieKind
from kyodo.kernel.packs.kinds import PACK_KINDS, Loading, PackKind
from kyodo.kernel.packs.record import Line, Once, PartialDay, Prose, Record, RefTo, Slug
from kyodo.kernel.packs.record import Part as PackPart
from kyodo.kernel.packs.tables import Children, Links, Table

_Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class SpanPart(PackPart):
    """A period; ``until`` names its last day, month or year."""

    since: PartialDay
    until: PartialDay | None = None
    note: Annotated[str, StringConstraints(max_length=120)] = ""


class PartnerPart(PackPart):
    """A partner: ``actor`` of the pack, or ``name`` and ``kind`` of a body that has no entry yet."""

    key: _Key
    actor: Annotated[Slug, RefTo("actor")] | None = None
    name: Annotated[Line, StringConstraints(max_length=150)] | None = None
    kind: ActorKind | None = None
    role: Annotated[str, StringConstraints(max_length=80)] = ""
    since: PartialDay | None = None
    until: PartialDay | None = None
    confirmed: Confirmation | None = None

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if (self.actor is None) == (self.name is None) or (self.name is not None and self.kind is None):
            raise ValueError(_("a partner is either an actor of the pack, or a name with its kind"))
        return self


class TiePart(PackPart):
    """What passes between two partners, named by their keys."""

    giver: Annotated[_Key, Field(alias="from")]
    taker: Annotated[_Key, Field(alias="to")]
    kind: TieKind
    label: Annotated[str, StringConstraints(max_length=40)] = ""
    both_ways: bool = False
    since: PartialDay | None = None
    until: PartialDay | None = None


class EventPart(PackPart):
    """A dated step."""

    on: PartialDay
    title: Annotated[Line, StringConstraints(max_length=150)]


class FigurePart(PackPart):
    """Figures of one kind: ``values`` maps fiscal years to numbers."""

    label: Annotated[Line, StringConstraints(max_length=60)]
    unit: Annotated[Line, StringConstraints(max_length=12)]
    values: dict[Annotated[int, Field(ge=1900, le=2200)], Annotated[float, Field(ge=0)]]


class CollaborationRecord(Record):
    """A joint work of several actors: ``collaborations/<slug>.yaml``. Organizations only, no persons."""

    title: Annotated[Line, StringConstraints(max_length=120)]
    kana: Annotated[str, StringConstraints(max_length=200)] = ""
    aim: Prose = ""
    state: CollaborationState
    end_reason: Annotated[str, StringConstraints(max_length=300)] = ""
    fields: Annotated[list[Annotated[Slug, RefTo("field")]], Once] = []
    wards: Annotated[list[Annotated[Slug, RefTo("ward")]], Once] = []
    districts: Annotated[list[Annotated[Slug, RefTo("district")]], Once] = []
    periods: list[SpanPart] = []
    partners: list[PartnerPart] = []
    ties: list[TiePart] = []
    milestones: list[EventPart] = []
    figures: list[FigurePart] = []

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        keys = [partner.key for partner in self.partners]
        if len(set(keys)) != len(keys):
            raise ValueError(_("two partners have the same key"))
        for tie in self.ties:
            if tie.giver == tie.taker or not {tie.giver, tie.taker} <= set(keys):
                raise ValueError(_("a tie goes from one partner to another; each is named by its key"))
        if (self.state == CollaborationState.ENDED) != bool(self.end_reason):
            raise ValueError(_("what ended early says why (end_reason), and nothing else does"))
        return self


def _values(record: CollaborationRecord, loading: Loading) -> dict[str, Any]:
    now = timezone.now()
    return {
        "title": record.title, "title_reading": record.kana, "aim": record.aim, "state": record.state.value,
        "end_reason": record.end_reason, "source": record.source, "is_demo": record.demo, "changed_at": now,
        "shown_at": now,
    }  # fmt: skip


def _spans(record: CollaborationRecord, loading: Loading) -> list[dict[str, Any]]:
    return [{"since": span.since, "until": span.until or "", "note": span.note} for span in record.periods]


def _partners(record: CollaborationRecord, loading: Loading) -> list[dict[str, Any]]:
    ids = loading.ids("actor")
    kinds = dict(
        Actor.objects.filter(slug__in=[p.actor for p in record.partners if p.actor]).values_list("slug", "kind")
    )
    return [
        {
            "key": partner.key,
            "actor_id": ids[partner.actor] if partner.actor else None,
            "name": partner.name or "",
            "kind": kinds[partner.actor] if partner.actor else str(partner.kind),
            "role": partner.role,
            "order": order,
            "since": partner.since or "",
            "until": partner.until or "",
            "confirmation": partner.confirmed.value if partner.confirmed else "",
        }
        for order, partner in enumerate(record.partners)
    ]


def _ties(record: CollaborationRecord, loading: Loading) -> list[dict[str, Any]]:
    # The partners of this record were written just before.
    ids = dict(Partner.objects.filter(collaboration__slug=record.slug).values_list("key", "pk"))
    return [
        {
            "source_id": ids[tie.giver],
            "target_id": ids[tie.taker],
            "kind": tie.kind.value,
            "label": tie.label,
            "both_ways": tie.both_ways,
            "order": order,
            "since": tie.since or "",
            "until": tie.until or "",
        }
        for order, tie in enumerate(record.ties)
    ]


def _events(record: CollaborationRecord, loading: Loading) -> list[dict[str, Any]]:
    return [{"on": event.on, "title": event.title} for event in record.milestones]


def _figures(record: CollaborationRecord, loading: Loading) -> list[dict[str, Any]]:
    return [
        {"label": figure.label, "unit": figure.unit, "year": year, "value": value}
        for figure in record.figures
        for year, value in figure.values.items()
    ]


def _search(slugs: Sequence[str]) -> Iterable[Any]:
    return documents_of(list(slugs))


_TIE = ("source_id", "target_id", "kind", "label", "both_ways", "order", "since", "until")
COLLABORATION = Table(
    Collaboration,
    ("title", "title_reading", "aim", "state", "end_reason", "source", "is_demo"),
    _values,
    links=(
        Links("fields", "field", lambda record: record.fields),
        Links("wards", "ward", lambda record: record.wards),
        Links("districts", "district", lambda record: record.districts),
    ),
    children=(
        Children(Span, "collaboration", _spans, ("since", "until", "note")),
        # Old ties go first: a partner that left the record can only go when nothing ties to it.
        Children(Tie, "collaboration", lambda record, loading: [], _TIE),
        Children(
            Partner, "collaboration", _partners,
            ("actor_id", "name", "kind", "role", "order", "since", "until", "confirmation"), key="key",
        ),
        Children(Tie, "collaboration", _ties, _TIE),
        Children(Event, "collaboration", _events, ("on", "title")),
        Children(YearFigure, "collaboration", _figures, ("label", "unit", "year", "value")),
    ),
    derived=("changed_at",),
    shown={"is_public": True},
    hidden={"is_public": False},
)  # fmt: skip


def write_collaborations(records: Sequence[CollaborationRecord], loading: Loading) -> None:
    """Write joint works; whoever tells of them elsewhere is found by today's partners."""
    COLLABORATION.write(records, loading)
    keep_told(Collaboration.objects.filter(slug__in=[record.slug for record in records]))


def withdraw_collaborations(slugs: Sequence[str], loading: Loading) -> list[str]:
    """Hide joint works; nothing of them is found any more."""
    stayed = COLLABORATION.withdraw(slugs, loading)
    keep_told(Collaboration.objects.filter(slug__in=slugs))
    return stayed


PACK_KINDS.hang(
    PackKind(
        name="collaboration", label=pgettext_lazy("noun", "collaboration"), model=Collaboration,
        schema=CollaborationRecord, write=write_collaborations, read=COLLABORATION.read,
        withdraw=withdraw_collaborations, folder="collaborations", search=KIND, documents=_search, order=80,
    )
)  # fmt: skip
