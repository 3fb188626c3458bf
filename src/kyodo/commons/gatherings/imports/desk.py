"""The desk that takes files of events: what the kernel's import pages need to know, and how rows are written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kyodo.commons.actors.public import Field
from kyodo.commons.gatherings.actions import FACTS, create_gathering, edit_gathering, publish_gathering
from kyodo.commons.gatherings.imports.layouts import TARGETS, Known, known_here, read_row
from kyodo.commons.gatherings.imports.plan import Row, origin_of, plan, unpacked
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.rules import keeps_events
from kyodo.commons.gatherings.states import Attendance, GatheringKind
from kyodo.commons.gatherings.words import date_and_hours
from kyodo.commons.places.public import Facility, Ward
from kyodo.kernel.imports.desk import Applied, ImportDesk
from kyodo.kernel.registry import Text
from kyodo.ui.words import jp_datetime

SOURCE = "イベント一覧"
_LABELS: dict[str, Text] = {
    "dates": gettext_lazy("Dates"),
    "fields": gettext_lazy("Fields of activity"),
    "place": pgettext_lazy("facility", "place"),
}


def write(creates: Sequence[Row], updates: Sequence[Row], applied: Applied) -> None:
    """Write rows as events. A new one is published where that was chosen, its dates are known and nothing is asked."""
    by: dict[str, Any] = {"by": applied.by, "channel": applied.channel}
    things = _things()
    source = [f"{SOURCE}（{applied.file_name}、{timezone.localdate().isoformat()}）"]
    for row in creates:
        made = create_gathering(origin=origin_of(row), source=source, **_keywords(row.values, things), **by)
        is_whole = bool(row.values.get("dates")) and not row.asks
        row.thing = publish_gathering(gathering=made, **by) if applied.shows_new and is_whole else made
    for row in updates:
        assert row.thing is not None  # noqa: S101 - an update has its event
        changed = {name: after for name, (_before, after) in row.changes.items()}
        edit_gathering(gathering=row.thing, **_keywords(changed, things), **by)


def _things() -> dict[str, dict[str, Any]]:
    models: dict[str, Any] = {"place": Facility, "ward": Ward, "fields": Field}
    return {name: {thing.slug: thing for thing in model.objects.all()} for name, model in models.items()}


def _keywords(values: Mapping[str, Any], things: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    keywords = {name: value for name, value in values.items() if name in FACTS}
    for name in ("place", "ward"):
        if name in keywords:
            keywords[name] = things[name].get(keywords[name])
    for name in ("latitude", "longitude"):
        if name in keywords:
            keywords[name] = Decimal(keywords[name])
    if "apply_until" in keywords:
        keywords["apply_until"] = datetime.fromisoformat(keywords["apply_until"])
    if "fields" in values:
        keywords["fields"] = [things["fields"][slug] for slug in values["fields"] if slug in things["fields"]]
    if "dates" in values:
        keywords["dates"] = unpacked(values["dates"])
    return keywords


def named(keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return name and address of events by their keys; one query."""
    found = Gathering.objects.filter(slug__in=set(keys)).only("slug", "title")
    return {gathering.slug: (gathering.title, gathering.get_absolute_url()) for gathering in found}


def say(name: str, value: Any, known: Known) -> str:
    """Write a value of a row for people."""
    if name == "dates":
        return "、".join(date_and_hours(Occurrence(**vars(draft))) for draft in unpacked(value or ()))
    if name in ("kind", "attendance"):
        choices = GatheringKind if name == "kind" else Attendance
        return str(choices(value).label) if value else ""
    if name == "apply_until":
        return jp_datetime(datetime.fromisoformat(value)) if value else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def _labels() -> dict[str, Text]:
    labels: dict[str, Text] = {name: Gathering._meta.get_field(name).verbose_name for name in FACTS}  # type: ignore[union-attr]
    return labels | _LABELS


DESK = ImportDesk(
    key="events",
    title=gettext_lazy("Import events"),
    about=(
        gettext_lazy("The list of events (イベント一覧) of the municipal standard open data sets, and the former one."),
        gettext_lazy("An event is known again by the code of its government and its number (ID or NO)."),
        gettext_lazy(
            "Days in Japanese eras, several days or sessions in one cell and remarks beside a time are read, and the "
            "report says what was done. What may mean two things is left to you: the event becomes a draft."
        ),
    ),
    back=("gatherings:desk", gettext_lazy("Events at the desk")),
    urls="gatherings:import",
    rule=keeps_events,
    targets=TARGETS,
    known=known_here,
    read=read_row,
    plan=plan,
    write=write,
    key_of=lambda gathering: str(gathering.slug),
    things=named,
    labels=_labels(),
    say=say,
    title_of=lambda values: str(values.get("title", "")),
    shows_new_label=gettext_lazy("Publish new events at once (those with a question stay drafts)"),
)
