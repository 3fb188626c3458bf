"""How a page sounds and is read: ``{% spoken %}…{% endspoken %}`` around the whole frame.

Two things are done to the finished page, so that no template has to think of them:

- On a page in another language, Japanese (names, texts that people wrote) is marked with
  ``lang="ja"``, so that a screen reader says it in Japanese.
- Where the visitor asked for furigana, kanji get their reading. Names with a known reading
  stand in ``<ruby>`` already (``{% ruby %}``, ``{% heading %}``) and keep it wherever they come
  again on the page; then comes what staff taught; the rest is the dictionary's.

Only text between tags is touched, and nothing of it is unescaped. A Japanese page without
furigana passes as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.template import Context
from django.template.base import Node, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kyodo.kernel.search import taught
from kyodo.kernel.search.analyzer.furigana import pieces
from kyodo.ui.safe import trusted

#: Scripts and comments are passed over as a whole.
_TAG = re.compile(
    r"""<!--.*?-->|<![^>]*>|<(?:script|style)\b.*?</(?:script|style)\s*>"""
    r"""|<(?P<slash>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^<>"']+|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.IGNORECASE,
)
_JA = "々〆〇ぁ-ゖゝゞァ-ヺー㐀-䶿一-鿿豈-\ufaffｦ-ﾟ\U00020000-\U0003ffff"
_HAS_JA = re.compile(f"[{_JA}]")
_BETWEEN = rf"(?:[^\s{_JA}]{{1,12}}|[\s,.:;()・–—-]{{1,3}})"
_RUN = re.compile(rf"[「『（【〈]*[A-Za-z0-9]{{0,12}}[{_JA}](?:[{_JA}]|{_BETWEEN}(?=[{_JA}]))*[」』）】〉。、！？]*")
_ENTITY = re.compile(r"&(?:#x?)?\w+;")
_LETTER = re.compile("[A-Za-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\uabff\uac00-\ud7a3]")
_LANG = re.compile(r"""\slang=["']?([\w-]*)""")
#: Attributes that are read aloud or drawn.
_SAID = re.compile(r'\s(?:alt|title|placeholder|label|value|content|aria-label|data-label)="([^"]*)"')
_RUBY = re.compile(r"<ruby>([^<]{2,})<rp>（</rp><rt>([^<]+)</rt>")
#: A date and its weekday: numbers change how 日 and 月 are read, and a date is known by its form.
_DATE = re.compile(
    r"([0-9０-９]+(?:[0-9０-９]|[年月日時分])*(?:（[月火水木金土日祝休・]+）)?|（[月火水木金土日・祝]+）)"
)

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: No mark may stand inside them, so the element itself says its language.
_WHOLE = frozenset(("title", "option", "textarea", "text"))
_NO_FURIGANA = frozenset(("title", "option", "textarea", "ruby", "svg", "time"))


@dataclass(slots=True)
class Bit:
    """A tag, or text between two tags. ``name`` is empty for text; ``has_ja`` and ``has_other`` tell what is inside."""

    markup: str
    name: str = ""
    is_end: bool = False
    lang: str | None = None
    has_ja: bool = False
    has_other: bool = False

    @property
    def opens(self) -> bool:
        """Whether a content and an end tag follow."""
        return bool(self.name) and not self.is_end and self.name not in _VOID and not self.markup.endswith("/>")


def spoken(html: str, language: str, has_furigana: bool) -> str:
    """Return a page with furigana where asked, and with Japanese marked where the page is in another language."""
    if has_furigana:
        words = taught.current()
        here = {words.written[name]: reading for name, reading in words.readings.items()}
        html = with_furigana(html, {**here, **dict(_RUBY.findall(html))})
    return html if language.startswith("ja") or not _HAS_JA.search(html) else with_languages(html)


def bits(html: str) -> Iterator[Bit]:
    """Yield the tags of a page and the texts between them; joined they are the page again."""
    at = 0
    for found in _TAG.finditer(html):
        if found.start() > at:
            yield Bit(html[at : found.start()])
        at = found.end()
        name, attributes = found["name"], found["attributes"]
        if not name:
            yield Bit(found[0], "!", is_end=True)
            continue
        lang = _LANG.search(attributes) if "lang" in attributes else None
        yield Bit(found[0], name.lower(), bool(found["slash"]), lang[1] if lang else None)
    if at < len(html):
        yield Bit(html[at:])


def with_furigana(html: str, known: Mapping[str, str]) -> str:
    """Return a page with readings above the kanji of its running text."""
    out: list[str] = []
    inside: list[str] = []
    for bit in bits(html):
        if bit.opens and (bit.name in _NO_FURIGANA or inside):
            inside.append(bit.name)
        elif bit.is_end and bit.name in inside:
            while inside.pop() != bit.name:
                pass
        if bit.name or inside or not _HAS_JA.search(bit.markup):
            out.append(bit.markup)
        else:
            out.append(_read(bit.markup, known))
    return "".join(out)


def _read(text: str, known: Mapping[str, str]) -> str:
    said: list[str] = []
    for number, part in enumerate(_DATE.split(text)):
        if number % 2:
            said.append(part)
            continue
        for written, reading in pieces(part, known):
            said.append(f"<ruby>{written}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>" if reading else written)
    # In a button or a menu each child is set apart from the next: a text stays one child.
    return "".join(said) if "".join(said) == text or len(said) == 1 else f"<span>{''.join(said)}</span>"


def with_languages(html: str) -> str:
    """Return a page with ``lang="ja"`` on the outermost elements that hold Japanese alone, or around its words."""
    page = list(bits(html))
    _look_through(page)
    out: list[str] = []
    open_tags: list[tuple[str, bool]] = []
    is_ja = False
    for bit in page:
        if bit.is_end and any(name == bit.name for name, _before in open_tags):
            while open_tags:
                name, is_ja = open_tags.pop()
                if name == bit.name:
                    break
        marks = not is_ja and bit.lang is None and _is_marked(bit)
        if not bit.name:
            out.append(bit.markup if is_ja or not bit.has_ja else _RUN.sub(r'<span lang="ja">\g<0></span>', bit.markup))
        else:
            out.append(re.sub(r"\s*(/?)>$", r' lang="ja"\1>', bit.markup) if marks else bit.markup)
        if bit.opens:
            open_tags.append((bit.name, is_ja))
            is_ja = bit.lang.startswith("ja") if bit.lang is not None else is_ja or marks
    return "".join(out)


def _is_marked(bit: Bit) -> bool:
    return bit.has_ja and (bit.name in _WHOLE or bit.name in _VOID or not bit.has_other)


def _look_through(page: list[Bit]) -> None:
    """Note for each element whether there is Japanese in it, and whether there is anything else."""
    above: list[Bit] = []
    for bit in page:
        if bit.is_end:
            if any(one.name == bit.name for one in above):
                while above and _closed(above).name != bit.name:
                    pass
            continue
        said = bit.markup if not bit.name else " ".join(_SAID.findall(bit.markup)) if "=" in bit.markup else ""
        has_ja = bool(said and _HAS_JA.search(said))
        has_other = bool(said and _LETTER.search(_ENTITY.sub("", _RUN.sub("", said) if has_ja else said)))
        # Words in an attribute cannot be marked apart from the content; Japanese there must not color the content.
        bit.has_ja = bit.has_ja or (has_ja and not bit.opens)
        bit.has_other = bit.has_other or has_other
        if bit.opens:
            above.append(bit)
        elif above:
            above[-1].has_ja |= bit.has_ja
            above[-1].has_other |= bit.has_other
    while above:
        _closed(above)


def _closed(above: list[Bit]) -> Bit:
    """Close the innermost element and pass on what is in it; what names its language answers for itself."""
    done = above.pop()
    if above:
        own = done.lang is not None
        above[-1].has_ja |= done.has_ja and not own
        above[-1].has_other |= done.has_other or own
    return done


class SpokenNode(Node):
    """The page between the two tags."""

    def __init__(self, nodelist: NodeList):
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Draw the page and make it sound right."""
        page = self.nodelist.render(context)
        return trusted(spoken(page, get_language() or "ja", bool(context.get("ruby"))))


def compile_spoken(parser: Parser, token: Token) -> SpokenNode:
    """Compile ``{% spoken %}…{% endspoken %}``."""
    nodelist = parser.parse(("endspoken",))
    parser.delete_first_token()
    return SpokenNode(nodelist)
