"""A drawing as SVG: inline with the colors of the site, or as a file of its own with colors that print well."""

from collections.abc import Sequence
from hashlib import blake2s
from html import escape
from itertools import pairwise

from django.utils.translation import pgettext

from kyodo.diagrams.layout.parts import Arrow, Box, Form, Head, Plate, Rect, Scene
from kyodo.diagrams.layout.pieces import LINE, word_width
from kyodo.diagrams.layout.text import measure
from kyodo.ui.icons import ICONS

TIE_ICONS = {
    "people": "person",
    "place": "pin",
    "goods": "goods",
    "money": "money",
    "knowledge": "knowledge",
    "information": "voice",
    "several": "several",
}
#: How the frames of kinds of actor and the lines of kinds of tie are dashed; the others are not.
FRAMES = {"community_organization": "9 4", "educational_institution": "1.5 4"}
LINES = {"place": "12 4", "goods": "8 3 2 3", "knowledge": "1 5", "information": "5 4"}
HUES = {
    "civic_group": "#00616b",
    "community_organization": "#7a4718",
    "educational_institution": "#3b3f9e",
    "business": "#7a2a66",
    "public_body": "#44515c",
    "intermediary": "#0b5d3b",
}
#: No letter of an inline drawing is smaller than so many pixels: its own width is what that takes.
LEAST_LETTER = 12
#: The room for a drawing on the narrowest phone, 320 px wide.
PHONE = 312
#: The light scheme for files of their own; figure.css says the same with the names of the site's colors.
STYLE = (
    "text{font-family:'Hiragino Sans','BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic',Meiryo,sans-serif;"
    "font-size:%(font)spx;fill:#1b1d1c}"
    ".kind-word,.note,.plate-text{font-size:%(small)spx}"
    ".kind-word,.name,.word,.title-text{font-weight:700}"
    ".ground,.box,.plate{fill:#fff}.panel{fill:#e7f2eb}.title{fill:#0b5d3b}.title-text{fill:#fff}"
    ".box,.line{stroke-width:2}.within{stroke-width:1}.plate{stroke:#6a706c;stroke-width:1}"
    ".line,.within,.icon{fill:none}.icon{stroke-width:2;stroke-linecap:round;stroke-linejoin:round}"
    ".plate-icon{stroke:#1b1d1c}.tie-money{stroke-width:3.5}.tie-knowledge{stroke-width:2.5;stroke-linecap:round}"
) + "".join(
    f".{kind} .box,.{kind} .within,.{kind} .icon,.{kind}.line{{stroke:{hue}}}"
    f".{kind} .foot,.{kind} .kind-word,.{kind}.head{{fill:{hue}}}"
    for kind, hue in HUES.items()
)


def inline(scenes: Sequence[Scene], title: str, description: str) -> str:
    """Return the drawing in each form, of which the style sheet shows the one that fits."""
    return "".join(_inline(scene, title, description) for scene in scenes)


def _inline(scene: Scene, title: str, description: str) -> str:
    body = _body(scene)
    links = "".join(_link(box) for box in scene.boxes if box.node.url)
    mark = blake2s(f"{title}{description}{body}{links}".encode(), digest_size=5).hexdigest()
    # An image may hold no links for those who listen; then it is a group with the same name.
    return (
        f'<svg class="diagram {scene.form.name}" {_size(scene, least(scene))} role="{"group" if links else "img"}" '
        f'aria-labelledby="t{mark}" aria-describedby="d{mark}">'
        f'<title id="t{mark}">{escape(title)}</title><desc id="d{mark}">{escape(description)}</desc>'
        f'<g aria-hidden="true">{body}</g>{links}</svg>'
    )


def standalone(scene: Scene, title: str, description: str) -> str:
    """Return a file of its own; the same bytes for the same drawing."""
    style = STYLE % {"font": scene.form.font, "small": scene.form.small}
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_size(scene)} role="img">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc><style>{style}</style>"
        f'<rect class="ground" width="100%" height="100%"/>{_body(scene)}</svg>'
    )


def least(scene: Scene) -> float:
    """Return how small a drawing may be shown, as a part of its full size."""
    return LEAST_LETTER / min(scene.form.font, scene.form.small)


def is_wider_than_a_phone(scene: Scene) -> bool:
    """Say whether a drawing must be moved sideways on the narrowest phone, so that its letters stay legible."""
    return scene.width * least(scene) > PHONE


def _size(scene: Scene, part: float = 1) -> str:
    box = f"0 0 {scene.width:.1f} {scene.height:.1f}"
    return f'viewBox="{box}" width="{scene.width * part:.1f}" height="{scene.height * part:.1f}"'


def _body(scene: Scene) -> str:
    kinds = {box.node.key: box.node.kind for box in scene.boxes}
    parts = [_frame("panel", scene.panel, 14)]
    parts += [_line(arrow, kinds[arrow.link.source]) for arrow in scene.arrows]
    parts += [_head(head, kinds[arrow.link.source]) for arrow in scene.arrows for head in arrow.heads]
    parts += [_plate(plate, scene.form) for plate in scene.plates]
    parts.append(_title(scene))
    parts += [_box(box, scene.form) for box in scene.boxes]
    return "".join(parts)


# --- strokes ------------------------------------------------------------------------------


def _frame(name: str, rect: Rect, radius: float, extra: str = "") -> str:
    return (
        f'<rect class="{name}" x="{rect.x:.1f}" y="{rect.y:.1f}" width="{rect.width:.1f}" '
        f'height="{rect.height:.1f}" rx="{radius:.1f}"{extra}/>'
    )


def _icon(name: str, x: float, y: float, size: float, extra: str = "") -> str:
    return f'<g class="icon{extra}" transform="translate({x:.1f} {y:.1f}) scale({size / 24:.3f})">{ICONS[name]}</g>'


def _text(name: str, x: float, y: float, text: str, *, is_centered: bool = True) -> str:
    anchor = ' text-anchor="middle"' if is_centered else ""
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}"{anchor}>{escape(text)}</text>'


def _head(head: Head, kind: str) -> str:
    back = head.x - head.looks * head.LENGTH
    return (
        f'<path class="head {kind}" d="M{head.x:.1f} {head.y:.1f}L{back:.1f} {head.y - head.HALF:.1f}'
        f'V{head.y + head.HALF:.1f}Z"/>'
    )


def _line(arrow: Arrow, kind: str) -> str:
    points = list(arrow.points)
    for head in arrow.heads:
        # The line ends within its head, so that its end does not look out beside the point.
        end = 0 if points[0] == (head.x, head.y) else -1
        points[end] = (head.x - head.looks * (head.LENGTH - 2), head.y)
    dashes = LINES.get(arrow.link.kind)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path class="line {kind} tie-{arrow.link.kind}" d="{_path(points)}"{dashed}/>'


Point = tuple[float, float]


def _path(points: list[Point], radius: float = 6) -> str:
    """Return a path with round corners."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (before, here), (_here, after) in pairwise(pairwise(points)):
        one, two = _towards(here, before, radius), _towards(here, after, radius)
        parts.append(f"L{one[0]:.1f} {one[1]:.1f}Q{here[0]:.1f} {here[1]:.1f} {two[0]:.1f} {two[1]:.1f}")
    parts.append(f"L{points[-1][0]:.1f} {points[-1][1]:.1f}")
    return "".join(parts)


def _towards(here: Point, there: Point, most: float) -> Point:
    across, down = there[0] - here[0], there[1] - here[1]
    length = abs(across) + abs(down)
    step = min(most, length / 2) / length if length else 0
    return here[0] + across * step, here[1] + down * step


# --- pieces -------------------------------------------------------------------------------


def _plate(plate: Plate, form: Form) -> str:
    rect, small, word = plate.rect, form.small, plate.link.word
    middle = rect.x + rect.width / 2
    y = rect.y + 4.5 + small * 1.03
    sign = word_width(word, form)
    label = max(map(measure, plate.lines), default=0.0) * small
    x = middle - (sign + 8 + label if form.is_beside and label else sign) / 2
    parts = [
        _frame("plate", rect, 6),
        _icon(TIE_ICONS[plate.link.kind], x, y - small * 0.93, small + 1, " plate-icon"),
        _text("plate-text word", x + small + 5, y, word, is_centered=False),
    ]
    for index, line in enumerate(plate.lines):
        if form.is_beside:
            parts.append(_text("plate-text", x + sign + 8, y + index * small * LINE, line, is_centered=False))
        else:
            parts.append(_text("plate-text", middle, y + (index + 1) * small * LINE, line))
    return "".join(parts)


def _title(scene: Scene) -> str:
    rect, font = scene.title, scene.form.font
    y = rect.y + 10 + font * 1.02
    lines = (
        _text("title-text", rect.x + rect.width / 2, y + index * font * LINE, line)
        for index, line in enumerate(scene.title_lines)
    )
    return _frame("title", rect, 12) + "".join(lines)


def _box(box: Box, form: Form) -> str:
    rect, kind = box.rect, box.node.kind
    dashes = f' stroke-dasharray="{FRAMES[kind]}" stroke-linecap="round"' if kind in FRAMES else ""
    radius = min(22, rect.height / 2) if kind == "intermediary" else 8
    parts = [_frame("box", rect, radius, dashes)]
    if kind in ("business", "intermediary"):
        within = Rect(rect.x + 3.5, rect.y + 3.5, rect.width - 7, rect.height - 7)
        parts.append(_frame("within", within, radius - 3.5))
    if kind == "public_body":
        parts.append(_frame("foot", Rect(rect.x, rect.bottom - 5, rect.width, 5), 2))
    return f'<g class="{kind}">{"".join(parts)}{_box_text(box, form)}</g>'


def _box_text(box: Box, form: Form) -> str:
    rect, middle, small = box.rect, box.rect.x + box.rect.width / 2, form.small
    used = LINE * (small * (len(box.kind_lines) + len(box.notes)) + form.font * len(box.lines))
    y = rect.y + (rect.height - used) / 2 + small * 0.97
    x = middle - (max(map(measure, box.kind_lines), default=0.0) * small + small + 3) / 2
    parts = [_icon(box.node.kind, x, y - small * 0.93, small + 1)] if box.node.kind in ICONS else []
    for index, line in enumerate(box.kind_lines):
        parts.append(_text("kind-word", x + small + 3, y + index * small * LINE, line, is_centered=False))
    y += (len(box.kind_lines) - 1) * small * LINE + small * 0.1
    for line in box.lines:
        y += form.font * LINE
        parts.append(_text("name", middle, y, line))
    for line in box.notes:
        y += small * LINE
        parts.append(_text("note", middle, y, line))
    return "".join(parts)


def _link(box: Box) -> str:
    label = pgettext("partner", "%(name)s (%(role)s)") % {"name": box.node.name, "role": box.node.kind_word}
    return (
        f'<a href="{escape(box.node.url)}" aria-label="{escape(label)}">'
        f"{_frame('reach', Rect(box.rect.x - 1, box.rect.y - 1, box.rect.width + 2, box.rect.height + 2), 9)}</a>"
    )
