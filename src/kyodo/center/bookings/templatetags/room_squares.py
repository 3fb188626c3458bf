"""The squares of a grid as markup: hundreds on a page, so they are not walked by the template."""

from collections.abc import Iterable
from functools import lru_cache

from django.template import Library
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from kyodo.center.bookings.queries.grids import Square
from kyodo.ui.safe import trusted

register = Library()


@register.simple_tag
def squares_of(squares: Iterable[Square]) -> SafeString:
    """Write the squares of one day: a link where something is free, its sign and its words elsewhere."""
    return trusted("".join(map(_square, squares)))


def _square(one: Square) -> str:
    inside = _inside(one.state, one.sign, one.words, bool(one.href))
    return f'<a href="{escape(one.href)}">{inside}</a>' if one.href else inside


@lru_cache(maxsize=2000)
def _inside(state: str, sign: str, words: str, is_link: bool) -> SafeString:
    told = format_html('<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', sign, words)
    return told if is_link else format_html('<span class="square {}">{}</span>', state, told)
