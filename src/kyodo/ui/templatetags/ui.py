"""The tags and filters of every page; a builtin library, so no ``{% load %}`` is needed."""

import json
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import do_static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyodo.ui import component, icons, keeping, navigation, once, parts, richtext, spoken, words
from kyodo.ui.safe import trusted

register = template.Library()

#: No character that could end the block or begin a tag stays as it is.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

register.tag("ui", component.compile_ui)
register.tag("params", component.compile_params)
register.tag("fill", component.compile_fill)
register.tag("kept", keeping.compile_kept)
register.tag("once", once.compile_once)
register.tag("spoken", spoken.compile_spoken)
register.tag("static", do_static)

register.filter("jp_date", words.jp_date)
register.filter("jp_datetime", words.jp_datetime)
register.filter("partial_date", words.partial_date)
register.filter("day_before", words.day_before)
register.filter("days_left", words.days_left)
register.filter("with_unit", words.with_unit)
register.filter("phrases", words.phrases)
register.filter("rich", richtext.shown)

for helper in (
    parts.at,
    parts.date_part,
    parts.described_by,
    parts.error_target,
    parts.is_lone_checkbox,
    parts.is_stale,
    parts.page_numbers,
    parts.tone_icon,
    parts.tone_word,
    parts.urgency,
):
    register.filter(helper.__name__, helper)


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """Draw an icon: ``{% icon "clock" %}``; with a title it is read aloud."""
    return icons.icon(str(name), str(title))


@register.simple_tag(takes_context=True)
def ruby(context: Context, name: str, reading: str = "") -> SafeString | str:
    """Write a name, with its reading above when the visitor asked for furigana."""
    if not reading or not context.get("ruby"):
        return name
    return words.ruby_markup(name, reading)


@register.simple_tag(takes_context=True)
def heading(context: Context, name: str, reading: str = "") -> SafeString | str:
    """Write the name of a page's thing as its heading: with its reading where asked, else broken at phrases."""
    return ruby(context, name, reading) if reading and context.get("ruby") else words.phrases(name)


@register.simple_tag
def ui_field(field: BoundField) -> SafeString:
    """Draw one field of a form: label, ※必須, support text, control, error."""
    return field.as_field_group()


@register.simple_tag(takes_context=True)
def menu_groups(context: Context) -> list[navigation.Group]:
    """Return the doors of the site's menu: ``{% menu_groups as doors %}``."""
    return navigation.groups(context.get("menu") or ())


@register.simple_tag(takes_context=True)
def menu_ways(context: Context, group: str) -> list[navigation.Way]:
    """Return the ways of one group of the menu: ``{% menu_ways "desk" as ways %}``."""
    return navigation.ways(context.get("menu") or (), group)


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[navigation.Language]:
    """Return this page in the site's languages: ``{% languages as languages %}``."""
    request: HttpRequest | None = context.get("request")
    return navigation.languages(request)


@register.simple_tag(takes_context=True)
def page_href(context: Context, name: str, number: int) -> str:
    """Return this address with another page number."""
    return parts.page_href(context.get("request"), name, number)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """Return ``mapping[key]``, or nothing: for look-ups by a variable key."""
    return mapping.get(key, "") if mapping else ""


@register.simple_tag
def json_ld(data: dict[str, Any] | list[dict[str, Any]]) -> SafeString:
    """Write data for machines (schema.org) as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', trusted(text))
