"""The network as a picture: marks that are links, with the icon of their kind, and lines as wide as ties are close."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyodo.commons.actors.public import ActorKind
from kyodo.diagrams.network.graph import Body, Graph
from kyodo.diagrams.network.layout import LINE, MARK, Layout, bent, laid_out
from kyodo.ui.icons import ICONS
from kyodo.ui.safe import trusted

#: More lines than this for each mark would cover each other.
TIES_EACH = 2.2
#: So many lines are always drawn.
FEW_TIES = 30
#: The longest legal form, and how it is written where there is little room.
SHORT = ("特定非営利活動法人", "NPO法人")


@dataclass(frozen=True)
class Drawing:
    """The picture, how many ties it draws, and how many there are between the bodies that it shows."""

    svg: SafeString
    ties: int
    all_ties: int


Weights = dict[tuple[int, int], int]


def strongest(graph: Graph, shown: Sequence[str]) -> tuple[Weights, int]:
    """Return the ties to be drawn between these bodies, as (index, index) and weight, and how many there are:
    the closest ones, and for each body at least one."""
    number = {key: n for n, key in enumerate(shown)}
    found = {
        (number[key], number[other]): weight
        for key in shown
        for other, weight in graph.bodies[key].partners
        if other in number and number[key] < number[other]
    }
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    reached: set[int] = set()
    drawn: Weights = {}
    for pair, weight in ordered:
        if not reached.issuperset(pair):
            drawn[pair] = weight
            reached.update(pair)
    room = max(FEW_TIES, int(len(shown) * TIES_EACH)) - len(drawn)
    drawn |= dict([item for item in ordered if item[0] not in drawn][: max(0, room)])
    return drawn, len(found)


def drawn_network(graph: Graph, shown: Sequence[str], href: Callable[[str], str], center: str = "") -> Drawing:
    """Draw these bodies, the first in the middle; ``href`` gives the address behind each."""
    bodies = [graph.bodies[key] for key in shown]
    weights, number = strongest(graph, shown)
    widest = max([2, *weights.values()]) - 1
    layout = laid_out([body.name.replace(*SHORT) for body in bodies], weights)
    ties = format_html_join("", '<path class="tie" data-kyodo-tie="{} {}" d="{}" stroke-width="{}"/>', (
        (one, other, _way(layout, one, other), round(1.25 + 3.5 * (weight - 1) / widest, 2))
        for (one, other), weight in sorted(weights.items())
    ))  # fmt: skip
    marks = format_html_join("", "{}", (
        (_mark(layout, n, body, href(body.key), is_center=body.key == center),) for n, body in enumerate(bodies)
    ))  # fmt: skip
    svg = format_html(
        '<svg class="network-svg" viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-label="{}" '
        'data-kyodo-network=""><g class="ties" aria-hidden="true">{}</g>{}</svg>',
        layout.width, layout.height, layout.width, layout.height, _("Who works with whom"), ties, marks,
    )  # fmt: skip
    return Drawing(svg, len(weights), number)


def _way(layout: Layout, one: int, other: int) -> str:
    start, end = layout.placed[one], layout.placed[other]
    x, y = bent(start, end, layout.bends[one, other])
    return f"M{start.x} {start.y}Q{x:g} {y:g} {end.x} {end.y}"


def _mark(layout: Layout, number: int, body: Body, href: str, *, is_center: bool) -> SafeString:
    place = layout.placed[number]
    lines = format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', (
        (place.x, place.y + MARK + LINE * (n + 1), line) for n, line in enumerate(place.lines)
    ))  # fmt: skip
    return format_html(
        '<a class="mark {}{}" href="{}" data-kyodo-mark="{}" aria-label="{}"><circle cx="{}" cy="{}" r="{}"/>'
        '<svg x="{}" y="{}" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">{}</svg><text>{}</text></a>',
        body.kind, " is-center" if is_center else "", href, number, said(body), place.x, place.y, MARK,
        place.x - 10, place.y - 10, trusted(ICONS[body.kind]), lines,
    )  # fmt: skip


def said(body: Body) -> str:
    """Return what a mark says aloud."""
    works = ngettext("%(n)s joint work", "%(n)s joint works", body.works) % {"n": body.works}
    others = len(body.partners)
    partners = ngettext("with %(n)s other", "with %(n)s others", others) % {"n": others}
    return _("%(name)s, %(kind)s, %(works)s, %(partners)s") % {
        "name": body.name,
        "kind": ActorKind(body.kind).label,
        "works": works,
        "partners": partners,
    }
