"""What a row of a file would change: it is known by the code of its government and its number there."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kyodo.commons.gatherings.dates import DateDraft
from kyodo.commons.gatherings.imports.whens import packed
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.queries import address_of, standing_dates, whole
from kyodo.kernel.clock.now import in_tokyo
from kyodo.kernel.imports.plan import Planned, one_for_each

_AT_ONCE = 500
#: What a row says about itself, not about the event.
_OF_ROW = ("code", "number", "content_url")

type Row = Planned[Gathering]


def plan(rows: Sequence[Row], locked: bool) -> None:
    """Say what becomes of each row; nothing is written."""
    ours = settings.SITE_URL + address_of("")
    for row in rows:
        if str(row.values.get("content_url", "")).startswith(ours.rstrip("/") + "/"):
            row.skip(_("This row comes from this site itself; its event is here already."))
    rows = one_for_each([row for row in rows if not row.is_settled], origin_of)
    here = _known(rows, locked)
    for row in rows:
        gathering = here.get(origin_of(row))
        row.decide(gathering, changes_of(gathering, row.values) if gathering else {})


def origin_of(row: Row) -> tuple[str, str]:
    """Return by what a row is known again."""
    return row.values.get("code", ""), row.values["number"]


def _known(rows: Iterable[Row], locked: bool) -> dict[tuple[str, str], Gathering]:
    found: dict[tuple[str, str], Gathering] = {}
    for part in batched(sorted({origin_of(row)[1] for row in rows}), _AT_ONCE):
        if locked:
            list(Gathering.objects.select_for_update().filter(origin_number__in=part).values_list("pk"))
        gatherings: QuerySet[Gathering] = whole(Gathering.objects.filter(origin_number__in=part))
        found |= {(g.origin_code, g.origin_number): g for g in gatherings}
    return found


def changes_of(gathering: Gathering, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what a row would change in an event, as [before, after]; an empty cell changes nothing."""
    now = said_now(gathering)
    changes = {}
    for name, after in values.items():
        if name not in _OF_ROW and after != now.get(name):
            changes[name] = [now.get(name), after]
    return changes


def said_now(gathering: Gathering) -> dict[str, Any]:
    """Return what an event says, in the form in which rows say it."""
    values: dict[str, Any] = {
        column.name: getattr(gathering, column.name)
        for column in Gathering._meta.fields
        if column.name not in ("place", "ward", "organizer", "apply_until", "latitude", "longitude")
    }
    values["kind"], values["attendance"] = str(gathering.kind), str(gathering.attendance)
    values["place"] = gathering.place.slug if gathering.place else ""
    values["ward"] = gathering.ward.slug if gathering.ward else ""
    values["apply_until"] = in_tokyo(gathering.apply_until).isoformat() if gathering.apply_until else ""
    for name in ("latitude", "longitude"):
        value = getattr(gathering, name)
        values[name] = f"{value:.6f}" if value is not None else ""
    values["fields"] = sorted(field.slug for field in gathering.fields.all())
    dates = standing_dates(gathering)
    values["dates"] = packed(
        [DateDraft(in_tokyo(d.starts_at), in_tokyo(d.ends_at), d.is_all_day, d.is_end_known) for d in dates]
    )
    return values


def unpacked(dates: Iterable[Sequence[Any]]) -> list[DateDraft]:
    """Return dates from the form in which a row holds them."""
    return [
        DateDraft(datetime.fromisoformat(d[0]), datetime.fromisoformat(d[1]), bool(d[2]), bool(d[3])) for d in dates
    ]
