"""Small questions that component templates ask about their values."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.clock.now import in_tokyo

TONES: dict[str, tuple[str, str | Promise]] = {
    "info": ("info", _("Notice:")),
    "success": ("success", _("Done:")),
    "warning": ("warning", _("Please note:")),
    "error": ("error", _("Not done yet:")),
}
#: From how many days before the end a deadline is marked as near.
SOON = 14


def tone_icon(tone: str) -> str:
    """Return the icon of a tone; an unknown one (a message's own level) counts as info."""
    return TONES.get(tone, TONES["info"])[0]


def tone_word(tone: str) -> str | Promise:
    """Return the word that says a tone without color."""
    return TONES.get(tone, TONES["info"])[1]


def is_stale(confirmed_on: date | None, days: int) -> bool:
    """Say whether nobody has confirmed this within so many days."""
    return confirmed_on is None or (timezone.localdate() - confirmed_on).days > days


def urgency(until: date | datetime) -> str:
    """Return ``over``, ``soon`` or ``later``."""
    day = in_tokyo(until).date() if isinstance(until, datetime) else until
    days = (day - timezone.localdate()).days
    return "over" if days < 0 else "soon" if days <= SOON else "later"


def page_numbers(page: Page[Any]) -> list[int | None]:
    """Return the numbers to show: first, last, and two around the present one; None is a gap."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    found: list[int | None] = []
    for number in shown:
        previous = found[-1] if found else 0
        if previous is not None and number - previous == 2:
            found.append(number - 1)
        elif previous is not None and number - previous > 2:
            found.append(None)
        found.append(number)
    return found


def page_href(request: HttpRequest | None, name: str, number: int) -> str:
    """Return this address with another page number; the rest of the question stays."""
    if request is None:
        return f"?{name}={number}"
    # A copy of the question would cost more than all the rest.
    query = {**dict(request.GET.lists()), name: [str(number)]}
    return f"?{urlencode(query, doseq=True)}"


def at(sequence: Sequence[Any], index: int) -> Any:
    """Return the item at an index, or nothing beyond the end."""
    return sequence[index] if index < len(sequence) else ""


def is_lone_checkbox(field: BoundField) -> bool:
    """Say whether a field is one checkbox, whose label stands beside it."""
    return isinstance(field.field.widget, CheckboxInput)


def described_by(field: BoundField) -> str:
    """Return the ids that describe a field, its error first: what is wrong is heard before the hint."""
    ids = (field.aria_describedby or "").split()
    return " ".join(sorted(ids, key=lambda name: not name.endswith("_error")))


def error_target(field: BoundField) -> str:
    """Return the id to which the error summary leads: the control, or the first of several."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_{getattr(field.field.widget, 'first_part', '0')}"


def date_part(name: str) -> str:
    """Return which part of a date a control is for, from its name: founded_year → year."""
    return name.rpartition("_")[2]
