"""What a city pack says of consultations: ``consultations.yaml`` with themes and the desks' services."""

from typing import Annotated, Literal

from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints

from kyodo.center.consultations.models import Service, Theme
from kyodo.kernel.packs.kinds import Loading
from kyodo.kernel.packs.record import Line, Once, Prose, Record, RefTo, Slug
from kyodo.kernel.packs.tables import Table, Values, table_kind

Order = Annotated[int, Field(ge=0, le=9999)]
FILE = "consultations.yaml"


class ThemeRecord(Record):
    """What people come with: ``consultations.yaml``, ``themes:``."""

    name: Annotated[Line, StringConstraints(max_length=60)]
    latin: Annotated[str, StringConstraints(max_length=80)] = ""
    order: Order = 100


class ServiceRecord(Record):
    """A consultation that a desk offers: ``consultations.yaml``, ``services:``."""

    desk: Annotated[Slug, RefTo("desk")]
    name: Annotated[Line, StringConstraints(max_length=100)]
    summary: Prose = ""
    theme: Annotated[Slug, RefTo("consultation_theme")] | None = None
    minutes: Annotated[int, Field(ge=15, le=120, multiple_of=15)] = 60
    ways: Annotated[list[Literal["counter", "phone", "meeting"]], Once] = ["counter"]
    days_before: Annotated[int, Field(ge=0, le=60)] = 0
    days_ahead: Annotated[int, Field(ge=1, le=100)] = 60
    required: bool = False
    slip_to: Annotated[Slug, RefTo("desk")] | None = None
    link: Annotated[str, StringConstraints(pattern=r"^(/([^/\s]\S*)?|https?://[^\s/]+(/\S*)?)$", max_length=300)] = ""
    order: Order = 100


def _theme(record: ThemeRecord, loading: Loading) -> Values:
    return {
        "name": record.name, "name_latin": record.latin, "order": record.order, "source": record.source,
        "is_demo": record.demo,
    }  # fmt: skip


def _service(record: ServiceRecord, loading: Loading) -> Values:
    desks, themes = loading.ids("desk"), loading.ids("consultation_theme")
    return {
        "desk_id": desks[record.desk], "name": record.name, "summary": record.summary,
        "theme_id": themes[record.theme] if record.theme else None, "minutes": record.minutes,
        "ways": list(record.ways), "days_before": record.days_before, "days_ahead": record.days_ahead,
        "is_required": record.required, "slip_to_id": desks[record.slip_to] if record.slip_to else None,
        "link": record.link, "order": record.order, "source": record.source, "is_demo": record.demo,
    }  # fmt: skip


THEME = Table(Theme, ("name", "name_latin", "order", "source", "is_demo"), _theme)
SERVICE = Table(
    Service,
    (
        "desk_id", "name", "summary", "theme_id", "minutes", "ways", "days_before", "days_ahead", "is_required",
        "slip_to_id", "link", "order", "source", "is_demo",
    ),
    _service,
)  # fmt: skip

KINDS = (
    table_kind(
        "consultation_theme", pgettext_lazy("consultation", "theme"), ThemeRecord, THEME, file=FILE, section="themes",
        order=140,
    ),
    table_kind(
        "consultation_service", pgettext_lazy("consultation", "service"), ServiceRecord, SERVICE, file=FILE,
        section="services", order=141,
    ),
)  # fmt: skip
