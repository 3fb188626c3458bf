"""Components: one template file each, with declared parameters, drawn by ``{% ui "name" … %}``.

A component's file begins with ``{% params … %}``: a bare word is a required parameter,
``word="value"`` an optional one with its default. A parameter that is missing or unknown is
an error when the page is drawn for the first time, so a test finds it, not a visitor.

Speed: a component is drawn with a small context of its own (its parameters, ``slot`` and
``ruby``). Given plain values only, it is drawn once and kept (:mod:`kyodo.ui.once`); given
anything else (a page, a form, a list) it is drawn each time and also knows ``request``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, Template, Token, token_kwargs
from django.utils.safestring import SafeString

from kyodo.ui import once
from kyodo.ui.safe import trusted

FOLDER = "ui/components"


@dataclass(frozen=True)
class Signature:
    """The parameters of a component: names that must be given, and the defaults of the others."""

    required: frozenset[str]
    defaults: dict[str, Any]

    def check(self, component: str, given: Iterable[str]) -> None:
        """Raise TemplateSyntaxError unless these parameters may be given."""
        names = frozenset(given)
        if missing := self.required - names:
            raise TemplateSyntaxError(f"{component} needs {', '.join(sorted(missing))}")
        if unknown := names - self.required - self.defaults.keys():
            raise TemplateSyntaxError(f"{component} does not know {', '.join(sorted(unknown))}")


class ParamsNode(Node):
    """``{% params title href="" %}``: declares; draws nothing."""

    def __init__(self, signature: Signature):
        self.signature = signature

    def render(self, context: Context) -> SafeString:
        """Draw nothing."""
        return trusted("")


class FillNode(Node):
    """``{% fill footer %}…{% endfill %}``: content for a named place of the component around it."""

    def __init__(self, name: str, nodelist: NodeList):
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Draw nothing here: the component asks for the content."""
        return trusted("")


@dataclass(frozen=True)
class Component:
    """A component's template and its parameters."""

    name: str
    template: Template
    signature: Signature

    @classmethod
    def find(cls, name: str) -> "Component":
        """Return a component. Raises TemplateDoesNotExist, and TemplateSyntaxError where it declares nothing."""
        template = Engine.get_default().get_template(f"{FOLDER}/{name}.html")
        node = next((node for node in template.nodelist if isinstance(node, ParamsNode)), None)
        if node is None:
            raise TemplateSyntaxError(f"{template.name} does not declare its parameters with {{% params %}}")
        return cls(name, template, node.signature)

    def draw(self, values: dict[str, Any], slot: str, request: Any, ruby: bool) -> SafeString:
        """Draw it, or take what is kept for the same plain values."""
        key = once.key_of(values) if len(slot) <= once.LONGEST else None
        if key is None:
            return self._drawn({**values, "slot": slot, "request": request, "ruby": ruby})
        full = (self.name, once.here(ruby), type(slot), slot, key)
        piece = once.find(full)
        if piece is None:
            piece = once.keep(full, self._drawn({**values, "slot": slot, "request": None, "ruby": ruby}))
        return piece

    def _drawn(self, values: dict[str, Any]) -> SafeString:
        context = Context({**self.signature.defaults, **values})
        context.template = self.template
        return trusted(self.template.nodelist.render(context))


class ComponentNode(Node):
    """A use of a component in a page."""

    def __init__(self, name: str, given: dict[str, FilterExpression], nodelist: NodeList):
        self.name = name
        self.given = given
        self.nodelist = nodelist
        self.fills = [node for node in nodelist if isinstance(node, FillNode)]
        self.component: Component | None = None

    def render(self, context: Context) -> SafeString:
        """Draw the component with what this place gives it."""
        component = self.component
        if component is None:
            component = Component.find(self.name)
            component.signature.check(self.name, [*self.given, *(fill.name for fill in self.fills)])
            self.component = component
        values = {name: expression.resolve(context) for name, expression in self.given.items()}
        for fill in self.fills:
            values[fill.name] = trusted(fill.nodelist.render(context).strip())
        slot = self.nodelist.render(context) if self.nodelist else ""
        return component.draw(values, slot, context.get("request"), bool(context.get("ruby")))


def render(name: str, slot: str = "", **values: Any) -> SafeString:
    """Draw a component from Python (a table cell, a test); ``slot`` is escaped unless it is safe."""
    component = Component.find(name)
    component.signature.check(name, values)
    return component.draw(values, slot, None, False)


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
    return ParamsNode(Signature(frozenset(required), defaults))


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
