"""What would become of each row: the same function for the preview and, once more, when it is applied.

An entry is recognized by its corporate number, else by its name together with a ward. Whatever could
be one entry or another is left to a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.imports.layouts import LAYOUTS, Layout
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.names import fold
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.imports.plan import Planned, first_of_equals

#: Keys asked for in one query.
_AT_ONCE = 2000
#: A row that doubles others names this many of them at most.
_NAMED_ROWS = 4


#: A row of a file of organizations; its thing is the entry that it means.
type Row = Planned[Actor]


class Entries:
    """The entries that a file may mean, read at once: by corporate number, and by folded name."""

    def __init__(self, rows: Iterable[Row], actors: QuerySet[Actor]):
        wanted = [row.values for row in rows]
        numbers = {values["corporate_number"] for values in wanted if values.get("corporate_number")}
        names = {fold(values["name"]) for values in wanted if values.get("name")}
        self.by_number: dict[str, Actor] = {}
        self.by_name: dict[str, list[Actor]] = defaultdict(list)
        seen: dict[int, Actor] = {}
        for condition in [Q(corporate_number__in=part) for part in batched(sorted(numbers), _AT_ONCE)] + [
            Q(name_key__in=part) for part in batched(sorted(names), _AT_ONCE)
        ]:
            for actor in actors.filter(condition).prefetch_related("wards", "fields"):
                seen.setdefault(actor.pk, actor)
        for actor in seen.values():
            if actor.corporate_number:
                self.by_number[actor.corporate_number] = actor
            self.by_name[fold(actor.name)].append(actor)

    def meant(self, values: dict[str, Any]) -> tuple[Actor | None, str]:
        """Return (the entry that these values mean, or None; why that cannot be said)."""
        number = values.get("corporate_number", "")
        if number and number in self.by_number:
            return self.by_number[number], ""
        # An entry with another number is another body, whatever its name.
        named = [a for a in self.by_name[fold(values["name"])] if not (number and a.corporate_number)]
        wards = set(values.get("wards", ()))
        same = [a for a in named if wards & slugs(a, "wards")] if wards else [a for a in named if not slugs(a, "wards")]
        if len(same) > 1:
            return None, _("Several entries have this name in this ward. Please add the corporate number.")
        unsure = [a for a in named if not slugs(a, "wards")] if wards else [a for a in named if slugs(a, "wards")]
        if not same and unsure:
            return None, _(
                "An entry of this name exists, and its ward or the row's is not known. "
                "Please add the ward or the corporate number."
            )
        return (same[0] if same else None), ""


def slugs(actor: Actor, name: str) -> set[str]:
    """Return the slugs of an entry's wards or fields, as they were prefetched."""
    return {thing.slug for thing in getattr(actor, name).all()}


def plan(rows: Sequence[Row], locked: bool) -> None:
    """Say what becomes of each row; nothing is written."""
    usable = _without_doubles(rows)
    entries = Entries(usable, Actor.objects.select_for_update() if locked else Actor.objects.all())
    taken: dict[int, int] = {}
    for row in usable:
        actor, doubt = entries.meant(row.values)
        if doubt:
            row.skip(doubt)
        elif actor and actor.pk in taken:
            row.skip(_("Row %(n)s means the same entry.") % {"n": taken[actor.pk]})
        else:
            _decide(row, actor, LAYOUTS[row.values["layout"]])
            taken.update({actor.pk: row.number} if actor else {})


def _without_doubles(rows: Sequence[Row]) -> list[Row]:
    """Leave out rows that repeat or contradict another row of the file; return the others.

    Of rows that say the same the first stays. Rows that say different things about one
    number, or that could be one organization because a number or a ward is missing, go.
    """
    rows = first_of_equals(rows)
    by_number: dict[str, list[int]] = defaultdict(list)
    claims: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for row in rows:
        _claim(by_number[row.values.get("corporate_number", "")], row.number)
        for place in _places(row):
            _claim(claims[place], row.number)
    for row in rows:
        number = row.values.get("corporate_number", "")
        name = fold(row.values["name"])
        # Without a ward a row may be any of its name; None stands for every row of a name.
        near = [(name, "")] + (_places(row)[1:] if row.values.get("wards") else [(name, None)])
        others = by_number[number] if number else [n for place in near for n in claims[place]]
        if doubles := sorted(set(others) - {row.number}):
            facts = {"n": "、".join(map(str, doubles[:3]))}
            row.skip(
                _("Row %(n)s seems to be the same organization and says something else. Please correct the file.")
                % facts
            )
    return [row for row in rows if not row.is_settled]


def _places(row: Row) -> list[tuple[str, str | None]]:
    """Return under which (name, ward) others look for this row: all of its name, then each of its wards."""
    name = fold(row.values["name"])
    return [(name, None), *((name, ward) for ward in row.values.get("wards") or [""])]


def _claim(rows: list[int], number: int) -> None:
    if len(rows) < _NAMED_ROWS:
        rows.append(number)


def _decide(row: Row, actor: Actor | None, layout: Layout) -> None:
    if actor is None and row.values.get("is_dissolved"):
        return row.skip(_("A dissolved body, and there is no entry of it."))
    if actor is None and not row.values.get("kind"):
        return row.skip(_("A new entry needs its kind."))
    return row.decide(actor, changes_of(actor, row.values, layout) if actor else {})


def changes_of(actor: Actor, values: dict[str, Any], layout: Layout) -> dict[str, list[Any]]:
    """Return what a row would change in an entry; an empty cell changes nothing."""
    if values.get("is_dissolved"):
        gone = ListingState.WITHDRAWN.value
        return {} if actor.state == gone else {"state": [str(actor.state), gone]}
    changes: dict[str, list[Any]] = {}
    for name in FACTS:
        before, after = getattr(actor, name), values.get(name)
        if name in ("name", "name_reading") and fold(after or "") == fold(before):
            continue  # the same name, written in another width or spacing: the entry keeps its own
        if after and after != before and not (before and name in layout.fills_only):
            changes[name] = [str(before), after]
    for name in ("wards", "fields"):
        had, has = slugs(actor, name), set(values.get(name, ()))
        after = had | has if name in layout.adds_only else has
        if has and after != had and not (had and name in layout.fills_only):
            changes[name] = [sorted(had), sorted(after)]
    return changes
