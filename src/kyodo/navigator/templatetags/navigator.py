"""Tags of the navigation site's own pages."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyodo.navigator import richtext
from kyodo.ui.safe import trusted

register = template.Library()
register.filter("rich", richtext.shown)


#: No character that could end the block or begin a tag stays as it is.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: dict[str, Any] | list[dict[str, Any]]) -> SafeString:
    """Write data for machines (schema.org) as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', trusted(text))
