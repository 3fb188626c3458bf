"""From a picture of a joint work to what a page shows: plain values that may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from kyodo.commons.collaborations.public import Picture
from kyodo.diagrams import svg
from kyodo.diagrams.layout.arrange import arrange
from kyodo.diagrams.layout.grouping import grouped
from kyodo.diagrams.layout.parts import TALL, WIDE, Link, Node, Rect, Scene
from kyodo.diagrams.naming import kind_word, names_of, tie_word
from kyodo.diagrams.told import Told, tell
from kyodo.diagrams.years import YearChoice, choices, shown
from kyodo.ui.safe import trusted


@dataclass(frozen=True)
class Figure:
    """A relationship diagram: the picture in two forms, its text, its years, and what was grouped.

    ``is_moved``: on a phone it is wider than the screen, so a keyboard must be able to reach and move it.
    """

    svg: SafeString
    told: Told
    years: tuple[YearChoice, ...]
    is_empty: bool
    grouped: str
    is_moved: bool = False


@dataclass(frozen=True)
class Plan:
    """What is to be drawn."""

    picture: Picture
    nodes: list[Node]
    links: list[Link]
    told: Told
    grouped: str
    year: int | None

    @property
    def title(self) -> str:
        """What the drawing is called."""
        return _("Relationship diagram of “%(title)s”") % {"title": self.picture.title}


def figure_of(picture: Picture, *, href: str, year: int | None = None) -> Figure:
    """Draw a joint work for the page at ``href``.

    ``year`` is the fiscal year to show; without it today, or the last year of what is over.
    """
    plan = plan_of(picture, year)
    drawing, is_moved = "", False
    if plan.nodes:
        scenes = [arrange(picture.title, plan.nodes, plan.links, form) for form in (WIDE, TALL)]
        drawing = svg.inline(scenes, plan.title, plan.told.summary)
        is_moved = svg.is_wider_than_a_phone(scenes[1])
    years = choices(picture, href, plan.year)
    return Figure(trusted(drawing), plan.told, years, not plan.nodes, plan.grouped, is_moved)


def drawn_svg(picture: Picture, *, year: int | None = None, standalone: bool = True) -> str:
    """Return the drawing as SVG in its wide form: a file of its own, or the inline markup."""
    plan = plan_of(picture, year)
    scene = arrange(picture.title, plan.nodes, plan.links, WIDE)
    if standalone:
        return svg.standalone(scene, plan.title, plan.told.summary)
    return svg.inline([scene], plan.title, plan.told.summary)


def drawn_json(picture: Picture, *, year: int | None = None) -> dict[str, Any]:
    """Return the drawing as data: where boxes, arrows and labels stand, and the partners and ties themselves."""
    plan = plan_of(picture, year)
    scene = arrange(picture.title, plan.nodes, plan.links, WIDE)
    names = names_of(plan.picture)
    return {
        "title": picture.title,
        "year": plan.year,
        "text": {"summary": plan.told.summary, "partners": list(plan.told.partners), "ties": list(plan.told.ties)},
        "grouped": plan.grouped,
        "partners": [
            {
                "key": partner.key, "name": names[partner.key], "is_named": partner.is_named, "kind": partner.kind,
                "role": partner.role, "url": partner.url, "since": partner.since, "until": partner.until,
            }
            for partner in plan.picture.partners
        ],
        "ties": [
            {
                "source": tie.source, "target": tie.target, "kind": tie.kind, "label": tie.label,
                "both_ways": tie.both_ways, "since": tie.since, "until": tie.until,
            }
            for tie in plan.picture.ties
        ],
        "drawing": _placed(scene),
    }  # fmt: skip


def _placed(scene: Scene) -> dict[str, Any]:
    return {
        "width": scene.width,
        "height": scene.height,
        "title": {**_place(scene.title), "lines": list(scene.title_lines)},
        "boxes": [
            {**_place(box.rect), "partner": box.node.key, "kind": box.node.kind, "count": box.node.count,
             "lines": list(box.lines)}
            for box in scene.boxes
        ],
        "arrows": [
            {"source": arrow.link.source, "target": arrow.link.target, "kind": arrow.link.kind,
             "points": [list(point) for point in arrow.points], "heads": [[head.x, head.y] for head in arrow.heads]}
            for arrow in scene.arrows
        ],
        "labels": [
            {**_place(plate.rect), "word": plate.link.word, "count": plate.link.count, "lines": list(plate.lines)}
            for plate in scene.plates
        ],
    }  # fmt: skip


def _place(rect: Rect) -> dict[str, Any]:
    return {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}


def plan_of(picture: Picture, year: int | None = None) -> Plan:
    """Return what is to be drawn of a picture: who took part in a fiscal year, not too many, and the text."""
    today = timezone.localdate()
    now, at = shown(picture, year, today)
    names = names_of(now)
    nodes = [
        Node(one.key, one.kind, kind_word(one.kind), names[one.key], one.role, one.url) for one in now.partners
    ]  # fmt: skip
    links = [
        Link(tie.key, tie.source, tie.target, tie.kind, tie_word(tie.kind), tie.label, tie.both_ways)
        for tie in now.ties
    ]  # fmt: skip
    nodes, links, joined, kinds = grouped(nodes, links, _count_nodes, _count_links)
    return Plan(now, nodes, links, tell(now, today, at), _grouped_sentence(joined, kinds), at)


def _count_nodes(count: int) -> str:
    return ngettext("%(count)s organization", "%(count)s organizations", count) % {"count": count}


def _count_links(count: int) -> str:
    return npgettext("joined", "%(count)s tie", "%(count)s ties", count) % {"count": count}


def _grouped_sentence(joined: bool, kinds: Sequence[str]) -> str:
    names = {"kinds": pgettext("between names", ", ").join(map(kind_word, kinds))}
    if joined and kinds:
        return (
            _(
                "Ties between the same two partners are drawn as one, and partners of these kinds as one box: "
                "%(kinds)s. The text names all of them."
            )
            % names
        )
    if kinds:
        return _("Partners of these kinds are drawn as one box: %(kinds)s. The text names all of them.") % names
    return _("Ties between the same two partners are drawn as one. The text names all of them.") if joined else ""
