"""Tags of the organizations' own pages."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyodo.commons.actors.models import Actor, ActorKind, ImportRow
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.registry import Text
from kyodo.ui.safe import trusted

register = template.Library()

#: No character that could end the block or begin a tag stays as it is.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def partial_date(text: str) -> str:
    """Write a year, month or day as people read it."""
    try:
        return PartialDate.from_iso(text).text()
    except ValueError:
        return text


@register.filter
def digits(text: str) -> str:
    """Return the digits of a phone number, for a link that calls it."""
    return "".join(sign for sign in text.partition("内線")[0] if sign.isdigit())


@register.filter
def changes_in_words(row: ImportRow) -> list[tuple[Text, str, str]]:
    """Return (column, before, after) of what a row of an import changes."""
    return [
        (Actor._meta.get_field(name).verbose_name, _in_words(name, before), _in_words(name, after))  # type: ignore[union-attr]
        for name, (before, after) in row.changes.items()
    ]


def _in_words(name: str, value: str | list[str]) -> str:
    choices = {"kind": ActorKind, "state": ListingState}.get(name)
    if isinstance(value, list):
        return "、".join(value)
    return str(choices(value).label) if choices and value else value


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Write data for machines (schema.org) as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', trusted(text))
