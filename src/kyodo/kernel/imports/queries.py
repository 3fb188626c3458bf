"""Reads about sent files and their rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.imports.plan import Outcome
from kyodo.kernel.imports.states import SentState
from kyodo.kernel.registry import Text

#: Stands beside the outcomes in the choice of rows: rows of any outcome that a person must look at.
NEEDS_PERSON = "person"
_REMEMBERED = 50
_SHOWN_SAMPLES = 3


def files_of(desk: ImportDesk) -> QuerySet[SentFile]:
    """Return the files sent to a desk, newest first."""
    return SentFile.objects.filter(kind=desk.key)


def columns_named_before(desk: ImportDesk, header: Sequence[str]) -> dict[str, int] | None:
    """Return which column is which as somebody said it of the same header before; one query."""
    known = files_of(desk).filter(state=SentState.APPLIED).values_list("header", "columns")[:_REMEMBERED]
    return next((columns for before, columns in known if before == list(header)), None)


def outcome_counts(sent: SentFile) -> list[tuple[str, Text, int]]:
    """Return (outcome, its label, how many rows), all outcomes in their order, then those that need a person."""
    counted = {outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome}
    counts = sent.rows.aggregate(**counted, **{NEEDS_PERSON: Count("pk", filter=Q(needs_person=True))})
    labels = {**dict(Outcome.choices), NEEDS_PERSON: _("needs a person")}
    return [(outcome, labels[outcome], count) for outcome, count in counts.items()]


def rows_of(sent: SentFile, outcome: str = "") -> QuerySet[SentRow]:
    """Return the rows of a file in their order, those of one outcome, or those that need a person."""
    rows = sent.rows.order_by("number")
    if outcome == NEEDS_PERSON:
        return rows.filter(needs_person=True)
    return rows.filter(outcome=outcome) if outcome in Outcome.values else rows


def progress_of(sent: SentFile) -> tuple[int, int]:
    """Return (how many rows are dealt with, how many there are); one query."""
    counts = sent.rows.aggregate(done=Count("pk", filter=Q(number__lte=sent.done_to)), every=Count("pk"))
    return counts["done"], counts["every"]


def samples_of(sent: SentFile) -> list[str]:
    """Return for each column what its first rows hold; one query."""
    rows = list(sent.rows.order_by("number").values_list("cells", flat=True)[:20])
    found = []
    for place in range(len(sent.header)):
        values = [row[place].strip()[:20] for row in rows if len(row) > place and row[place].strip()]
        found.append("、".join(list(dict.fromkeys(values))[:_SHOWN_SAMPLES]))
    return found


def lines_of(desk: ImportDesk, rows: Sequence[SentRow]) -> list[dict[str, object]]:
    """Return rows as their page shows them: what they mean, what would change, in words; a constant few queries."""
    things = desk.things([row.thing for row in rows if row.thing])
    known = desk.known()
    return [_line(desk, row, things, known) for row in rows]


def _line(desk: ImportDesk, row: SentRow, things: Mapping[str, tuple[str, str]], known: Any) -> dict[str, object]:
    name, path = things.get(row.thing, ("", ""))
    return {"row": row, "title": desk.title_of(row.values) or name, "path": path, "changes": _changes(desk, row, known)}


def _changes(desk: ImportDesk, row: SentRow, known: Any) -> list[tuple[Text, str, str]]:
    """Return (column, before, after) of what a row changes or, for a new entry, says."""
    said = {name: [None, value] for name, value in row.values.items() if name in desk.labels}
    changes = said if row.outcome == Outcome.CREATE else row.changes
    return [
        (desk.labels[name], desk.say(name, before, known) if before is not None else "", desk.say(name, after, known))
        for name, (before, after) in changes.items()
        if name in desk.labels
    ]
