"""Markup that is drawn once and kept in this process: it depends on nothing but what is in its key.

Two things are kept: components that are given plain values only, and pieces of the frame
between ``{% once name=value %}`` and ``{% endonce %}``. Both are drawn with a context that holds
the named values and nothing else, so the key cannot forget anything. The language, the
reader's wish for furigana and the day (for "3 days left") belong to every key; the day also
ends the life of a mark such as 祝 after the list of holidays was changed.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime
from itertools import count
from time import time
from typing import Any

from django.conf import settings
from django.template import Context, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kyodo.ui.safe import trusted

MOST = 8000
#: Longer texts are drawn each time: they hardly come back, and would fill the memory.
LONGEST = 1000
PLAIN = frozenset((str, SafeString, int, bool, float, type(None), date, datetime))
_TOKYO = 9 * 3600
_pieces: dict[Hashable, SafeString] = {}
#: Each place in a template has its number; places in memory come back, numbers do not.
_numbers = count()


def here(ruby: bool) -> tuple[Hashable, ...]:
    """Return what every key begins with: language, furigana, the day in Tokyo, the addresses in use."""
    return (get_language(), ruby, int(time() + _TOKYO) // 86400, settings.ROOT_URLCONF)


def key_of(values: Mapping[str, Any]) -> tuple[Hashable, ...] | None:
    """Return a key for plain values, or None where one of them is not plain or too long.

    The type belongs to the key: markup that is safe must never stand for text that is not.
    """
    parts: list[Any] = []
    for name, value in values.items():
        kind = type(value)
        if kind not in PLAIN:
            if not isinstance(value, Promise):
                return None
            value = str(value)
        elif kind in (str, SafeString) and len(value) > LONGEST:
            return None
        parts.extend((name, kind, value))
    return tuple(parts)


def find(key: Hashable) -> SafeString | None:
    """Return the piece kept under a key."""
    return _pieces.get(key)


def keep(key: Hashable, piece: SafeString) -> SafeString:
    """Keep a piece; when there are too many, all are forgotten and drawn anew."""
    if len(_pieces) >= MOST:
        _pieces.clear()
    _pieces[key] = piece
    return piece


def forget() -> None:
    """Forget all pieces (tests that change what is constant while the site runs)."""
    _pieces.clear()


class OnceNode(Node):
    """A piece of the frame that is the same for everybody with the same values."""

    def __init__(self, given: dict[str, FilterExpression], nodelist: NodeList):
        self.given = given
        self.nodelist = nodelist
        self.number = next(_numbers)

    def render(self, context: Context) -> SafeString:
        """Draw the piece with its named values alone, or take the kept one."""
        values = {name: expression.resolve(context, ignore_failures=True) for name, expression in self.given.items()}
        key = (self.number, here(False), *map(_identity, values.values()))
        piece = find(key)
        if piece is None:
            inner = Context(values)
            inner.template = context.template
            piece = keep(key, trusted(self.nodelist.render(inner)))
        return piece


def _identity(value: Any) -> Hashable:
    """Return a frozen value itself; items of a wall, which live as long as the process, by key and place in memory."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple((item.key, id(item)) for item in value)
    hashable: Hashable = (type(value), value)
    return hashable


def compile_once(parser: Parser, token: Token) -> OnceNode:
    """Compile ``{% once name=value %}…{% endonce %}``."""
    bits = token.split_contents()[1:]
    given = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"once: {bits[0]!r} is no name=value")
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(given, nodelist)
