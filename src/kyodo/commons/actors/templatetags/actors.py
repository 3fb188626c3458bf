"""Tags of the organizations' own pages."""

from datetime import date
from typing import Any

from django import template

from kyodo.commons.actors.mandates import queries
from kyodo.commons.actors.mandates.wording import powers_of
from kyodo.commons.actors.models import Mandate, MandateUse
from kyodo.kernel.registry import Text

register = template.Library()


@register.filter
def digits(text: str) -> str:
    """Return the digits of a phone number, for a link that calls it."""
    return "".join(sign for sign in text.partition("内線")[0] if sign.isdigit())


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
