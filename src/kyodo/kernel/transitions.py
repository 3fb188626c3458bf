"""A life is a table: states, the verbs between them, and one way to move.

A move is a compare-and-set in one transaction together with its audit row, so two
people who press the same button get one move and one clear answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Text


@dataclass(frozen=True)
class Transition:
    """One verb of a life: from which states to which, and how it reads on a button and in public."""

    verb: str
    sources: tuple[str, ...]
    to: str
    label: Text
    public_label: Text = ""


class Life:
    """The table of a noun's states and transitions.

    ``states`` is a ``TextChoices``; ``initial`` is where every life begins. Raises
    ``ValueError`` when the table names a state that does not exist or one verb twice.
    """

    def __init__(self, states: type[models.TextChoices], initial: str, transitions: Iterable[Transition]):
        self.states = states
        self.initial = str(initial)
        self.transitions = tuple(transitions)
        values = set(states.values)
        verbs = [t.verb for t in self.transitions]
        unknown = {str(s) for t in self.transitions for s in (*t.sources, t.to)} | {self.initial}
        if unknown - values:
            raise ValueError(f"unknown states: {sorted(unknown - values)}")
        if len(set(verbs)) != len(verbs):
            raise ValueError("a verb stands twice in the table")

    @property
    def by_verb(self) -> Mapping[str, Transition]:
        """The transitions keyed by their verb."""
        return {t.verb: t for t in self.transitions}

    def from_state(self, state: str) -> list[Transition]:
        """Return the transitions that are open in this state."""
        return [t for t in self.transitions if state in t.sources]

    def reachable(self) -> set[str]:
        """Return every state that a life can come to from its beginning."""
        seen, queue = {self.initial}, [self.initial]
        while queue:
            here = queue.pop()
            for step in self.from_state(here):
                if str(step.to) not in seen:
                    seen.add(str(step.to))
                    queue.append(str(step.to))
        return seen

    def move[M: models.Model](
        self, thing: M, verb: str, *, by: Who, channel: str, facts: Mapping[str, Any] | None = None, **changes: Any
    ) -> M:
        """Move ``thing`` along ``verb`` and write the audit row, all or nothing.

        ``changes`` are further columns set by the same statement. Raises ``KeyError`` for
        a verb that the table does not have and ``Conflict`` when the thing is no longer
        in a state from which the verb starts.
        """
        step = self.by_verb[verb]
        with transaction.atomic():
            row = type(thing)._default_manager.filter(pk=thing.pk, state__in=step.sources)
            was = row.select_for_update().values_list("state", flat=True).first()
            if was is None or not row.filter(state=was).update(state=step.to, **changes):
                raise Conflict(_("This has already been dealt with. Please open the page again to see how it stands."))
            said = {"from": was, "to": str(step.to), **(facts or {})}
            record(verb=verb, thing=thing, by=by, channel=channel, facts=said)
        thing.refresh_from_db()
        return thing
