"""How much each reason counts when candidates are ranked: the house's own values, and what the desk set instead."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import Text
from kyodo.matching.models import Weight

#: Key → (points where the reason holds fully, the reason in words); at most 100 each.
REASONS: dict[str, tuple[int, Text]] = {
    "text": (40, _("the descriptions resemble each other")),
    "field": (20, _("the same field of activity")),
    "theme": (8, _("a theme that the host welcomes")),
    "district": (15, _("the same school district")),
    "ward": (8, _("the same ward")),
    "need": (15, _("somebody asked for it")),
    "wished": (25, _("those who offer wish for this host")),
    "capacity": (15, _("has hands for it")),
    "hours": (10, _("the hours are no more than can be given")),
    "months": (10, _("the months suit")),
    "first_hour": (5, _("the first step takes an hour at most")),
    "together": (10, _("they worked together before")),
    "experience": (5, _("took part in joint works before")),
    "intermediary": (8, _("an intermediary knows both")),
}
DEFAULTS: Mapping[str, int] = {key: value for key, (value, _label) in REASONS.items()}


def current() -> dict[str, int]:
    """Return the weights that count now; one query."""
    own = dict(Weight.objects.filter(key__in=list(DEFAULTS)).values_list("key", "value"))
    return {**DEFAULTS, **own}
