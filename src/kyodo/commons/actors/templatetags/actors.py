"""Tags of the organizations' own pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext_lazy

from kyodo.commons.actors.actions import FACTS
from kyodo.commons.actors.mandates import queries
from kyodo.commons.actors.mandates.wording import powers_of
from kyodo.commons.actors.models import Actor, ActorKind, ImportRow, Mandate, MandateUse
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.imports.plan import Outcome
from kyodo.kernel.registry import Text

register = template.Library()

_LABELS: dict[str, Text] = {"wards": gettext_lazy("Ward"), "fields": gettext_lazy("Field of activity")}
#: What a preview shows of a new entry, besides its name.
_SHOWN = (*FACTS[2:], "kind", "wards", "fields")


@register.filter
def digits(text: str) -> str:
    """Return the digits of a phone number, for a link that calls it."""
    return "".join(sign for sign in text.partition("内線")[0] if sign.isdigit())


@register.filter
def changes_in_words(row: ImportRow, names: Mapping[str, str]) -> list[tuple[Text, str, str]]:
    """Return (column, before, after) of what a row of an import changes or, for a new entry, says.

    ``names`` gives the names of wards and fields by their slugs.
    """
    said = {name: ["", value] for name, value in row.values.items() if name in _SHOWN}
    changes = said if row.outcome == Outcome.CREATE else row.changes

    def words(column: str, value: str | list[str]) -> str:
        if isinstance(value, list):
            return "、".join(names.get(slug, slug) for slug in value)
        choices = {"kind": ActorKind, "state": ListingState}.get(column)
        return str(choices(value).label) if choices and value else value

    return [
        (_LABELS.get(name) or Actor._meta.get_field(name).verbose_name, words(name, before), words(name, after))  # type: ignore[union-attr]
        for name, (before, after) in changes.items()
    ]


@register.filter
def last_day(mandate: Mandate) -> date:
    """Return the last day that the paper of a mandate names."""
    return queries.last_day(mandate)


@register.filter
def power_labels(mandate: Mandate) -> list[Text]:
    """Return the powers that a mandate gives, in their fixed order."""
    return [label for label, _why in powers_of(mandate)]


@register.inclusion_tag("actors/mandates/used.html")
def mandate_used(thing: Mandate | MandateUse) -> dict[str, Any]:
    """Say by which mandate somebody acts, or acted: every act by mandate shows it."""
    use = thing if isinstance(thing, MandateUse) else None
    return {"mandate": thing.mandate if isinstance(thing, MandateUse) else thing, "use": use}
