"""Parts of a page that are drawn once and kept while no public data changes.

``{% kept "support line" line.pk line.day %}…{% endkept %}``: the words name the part, the
variables are all that it depends on besides public tables, the language and the furigana
switch. Never for anything that depends on who is asking.
"""

from django.template import Context, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kyodo.kernel.freshness.memo import remember


class KeptNode(Node):
    """A part of a page with its key."""

    def __init__(self, key: list[FilterExpression], nodelist: NodeList):
        self.key = key
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        depends = tuple(str(part.resolve(context)) for part in self.key)
        here = (self.origin.template_name, get_language(), bool(context.get("ruby")), *depends)
        return remember(("part of a page", here), lambda: self.nodelist.render(context))


def compile_kept(parser: Parser, token: Token) -> KeptNode:
    """Compile ``{% kept "name" variable … %}…{% endkept %}``."""
    _, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError('name the part in quotes: {% kept "support line" line.pk %}')
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode([parser.compile_filter(bit) for bit in bits], nodelist)
