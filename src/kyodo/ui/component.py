"""Components: one template file each, with declared parameters, drawn by ``{% ui "name" … %}``.

A component's file begins with ``{% params … %}``: a bare word is a required parameter,
``word="value"`` an optional one with its default. A parameter that is missing or unknown is
an error while the page is drawn, so a gallery or a test finds it, not a visitor.

Speed: a component is drawn with a small context of its own (its parameters, ``slot``,
``request`` and ``ruby``); its template is looked up once for each place that uses it.
"""

from dataclasses import dataclass
from typing import Any

from django.template import Context, TemplateSyntaxError, engines
from django.template.base import FilterExpression, Node, NodeList, Parser, Template, Token, token_kwargs
from django.utils.safestring import SafeString

#: What a component sees of the page around it, besides its parameters.
SHARED = ("request", "ruby")
FOLDER = "ui/components"


@dataclass(frozen=True)
class Signature:
    """The parameters of a component: names that must be given, and the defaults of the others."""

    required: frozenset[str]
    defaults: dict[str, Any]

    @property
    def names(self) -> frozenset[str]:
        return self.required | self.defaults.keys()


class ParamsNode(Node):
    """``{% params title href="" %}``: declares; draws nothing."""

    def __init__(self, signature: Signature):
        self.signature = signature

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class FillNode(Node):
    """``{% fill footer %}…{% endfill %}``: content for a named place of the component around it."""

    def __init__(self, name: str, nodelist: NodeList):
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class ComponentNode(Node):
    """A use of a component in a page."""

    def __init__(self, name: str, given: dict[str, FilterExpression], nodelist: NodeList):
        self.name = name
        self.given = given
        self.nodelist = nodelist
        self.fills = [node for node in nodelist if isinstance(node, FillNode)]
        self.template: Template | None = None

    def render(self, context: Context) -> SafeString:
        template = self.template
        if template is None:
            template = self.template = context.template.engine.get_template(f"{FOLDER}/{self.name}.html")
        values = {name: expression.resolve(context) for name, expression in self.given.items()}
        for fill in self.fills:
            values[fill.name] = SafeString(fill.nodelist.render(context).strip())
        values["slot"] = self.nodelist.render(context) if self.nodelist else ""
        for name in SHARED:
            values[name] = context.get(name)
        return draw(template, values, context)


def signature_of(template: Template) -> Signature:
    """Return what a component's template declares; it is read from the template once."""
    found = getattr(template, "kyodo_signature", None)
    if found is None:
        node = next((node for node in template.nodelist if isinstance(node, ParamsNode)), None)
        if node is None:
            raise TemplateSyntaxError(f"{template.name} does not declare its parameters with {{% params %}}")
        found = template.kyodo_signature = node.signature  # type: ignore[attr-defined]
    return found


def draw(template: Template, values: dict[str, Any], context: Context) -> SafeString:
    """Draw a component with these values; raises TemplateSyntaxError for wrong parameters."""
    signature = signature_of(template)
    given = values.keys() - {"slot", *SHARED}
    if missing := signature.required - given:
        raise TemplateSyntaxError(f"{template.name} needs {', '.join(sorted(missing))}")
    if unknown := given - signature.names:
        raise TemplateSyntaxError(f"{template.name} does not know {', '.join(sorted(unknown))}")
    inner = Context({**signature.defaults, **values}, autoescape=True, use_l10n=context.use_l10n, use_tz=context.use_tz)
    inner.template = context.template
    return template.nodelist.render(inner)


def render(name: str, slot: str = "", **values: Any) -> SafeString:
    """Draw a component from Python (a table cell, a test); ``slot`` is escaped unless it is safe."""
    template = engines["django"].get_template(f"{FOLDER}/{name}.html").template
    context = Context({})
    context.template = template
    return draw(template, {**values, "slot": slot, "request": None, "ruby": False}, context)


def compile_params(parser: Parser, token: Token) -> ParamsNode:
    """Compile ``{% params required optional="default" %}``."""
    required = set()
    defaults = {}
    for bit in token.split_contents()[1:]:
        name, equals, literal = bit.partition("=")
        if equals:
            defaults[name] = parser.compile_filter(literal).resolve(Context({}))
        else:
            required.add(name)
    return ParamsNode(Signature(frozenset(required), {**defaults, "slot": ""}))


def compile_fill(parser: Parser, token: Token) -> FillNode:
    """Compile ``{% fill name %}…{% endfill %}``."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError("write {% fill name %}…{% endfill %}")
    nodelist = parser.parse(("endfill",))
    parser.delete_first_token()
    return FillNode(bits[1], nodelist)


def compile_ui(parser: Parser, token: Token) -> ComponentNode:
    """Compile ``{% ui "name" key=value %}slot{% endui %}`` or, without a slot, ``{% ui "name" key=value / %}``."""
    _, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError('write the name of a component in quotes: {% ui "card" … %}')
    name = bits.pop(0)[1:-1]
    is_closed = bool(bits) and bits[-1] == "/"
    if is_closed:
        bits.pop()
    given = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f'{{% ui "{name}" %}}: {bits[0]!r} is no key=value')
    nodelist = NodeList()
    if not is_closed:
        nodelist = parser.parse(("endui",))
        parser.delete_first_token()
    return ComponentNode(name, given, nodelist)
