"""The squares of a grid as markup: hundreds on a page, so they are not walked by the template."""

from collections.abc import Iterable
from functools import lru_cache

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kyodo.center.bookings.queries.grids import Square

register = Library()


@register.simple_tag
def squares_of(squares: Iterable[Square]) -> SafeString:
    """Write the squares of one day: a link where something is free, its sign and its words elsewhere."""
    return format_html_join("", "{}", ((_square(one),) for one in squares))


def _square(one: Square) -> SafeString:
    inside = _inside(one.state, one.sign, one.words, bool(one.href))
    return format_html('<a href="{}">{}</a>', one.href, inside) if one.href else inside


@lru_cache(maxsize=2000)
def _inside(state: str, sign: str, words: str, is_link: bool) -> SafeString:
    told = format_html('<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', sign, words)
    return told if is_link else format_html('<span class="square {}">{}</span>', state, told)
