"""What would become of each row: planned for the preview and, once more, when it is applied."""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kyodo.kernel.imports.columns import Read


class Outcome(models.TextChoices):
    """What becomes of one row of a file; every row has one."""

    CREATE = "create", pgettext_lazy("import", "new")
    UPDATE = "update", gettext_lazy("changes an entry")
    SAME = "same", gettext_lazy("no change")
    SKIP = "skip", gettext_lazy("not imported")


@dataclass
class Planned[T: models.Model]:
    """A row with its outcome. ``changes`` maps a field to [before, after]; ``thing`` is what the row means."""

    number: int
    values: dict[str, Any]
    notes: list[str]
    asks: list[str] = field(default_factory=list)
    outcome: str = Outcome.SKIP.value
    changes: dict[str, list[Any]] = field(default_factory=dict)
    thing: T | None = None
    is_settled: bool = False

    def skip(self, why: str) -> None:
        """Leave the row out and say why, before anything else that is said of it."""
        self.outcome, self.changes, self.thing, self.is_settled = Outcome.SKIP.value, {}, None, True
        self.notes = [why, *self.notes]

    def decide(self, thing: T | None, changes: dict[str, list[Any]]) -> None:
        """Say which entry the row means (None: a new one) and what it would change there."""
        self.thing, self.changes = thing, changes if thing else {}
        self.outcome = (Outcome.CREATE if thing is None else Outcome.UPDATE if changes else Outcome.SAME).value


def planned[T: models.Model](reads: Sequence[Read]) -> tuple[list[Planned[T]], list[Planned[T]]]:
    """Return (all rows, those that can be used) in the order of the file; the others say why not."""
    rows: list[Planned[T]] = [Planned(read.number, read.values, list(read.notes), list(read.asks)) for read in reads]
    usable = []
    for row, read in zip(rows, reads, strict=True):
        row.skip(read.problem) if read.problem else usable.append(row)
    return rows, usable


def first_of_equals[P: Planned[Any]](rows: Iterable[P]) -> list[P]:
    """Leave out rows that say the same as an earlier one; return the others."""
    first: dict[str, P] = {}
    for row in rows:
        said = first.setdefault(json.dumps(row.values, sort_keys=True), row)
        if said is not row:
            row.skip(_("Row %(n)s says the same already.") % {"n": said.number})
    return list(first.values())


def one_for_each[P: Planned[Any]](rows: Iterable[P], key: Callable[[P], Hashable]) -> list[P]:
    """Leave out rows of one key that say different things, all of them: which is right, a person knows."""
    by_key: dict[Hashable, list[P]] = defaultdict(list)
    rows = first_of_equals(rows)
    for row in rows:
        by_key[key(row)].append(row)
    for same in by_key.values():
        for row in same if len(same) > 1 else ():
            others = "、".join(str(other.number) for other in same[:4] if other is not row)
            row.skip(
                _("Row %(n)s has the same number and says something else. Please correct the file.") % {"n": others}
            )
    return [row for row in rows if not row.is_settled]
