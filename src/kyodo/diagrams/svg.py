"""A drawing as SVG: inline with the colors of the site, or as a file of its own with colors that print well."""

from hashlib import blake2s

from django.utils.html import escape

from kyodo.diagrams.layout.parts import Arrow, Box, Form, Head, Plate, Rect, Scene
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
#: How a file of its own looks: the light scheme's colors, by letter size.
STANDALONE = (
    "text{{font-family:'Hiragino Sans','BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic',Meiryo,sans-serif;"
    "font-size:{font}px;fill:#1b1d1c}}.ground{{fill:#fff}}.panel{{fill:#e7f2eb}}.title{{fill:#0b5d3b}}"
    ".title-text{{fill:#fff;font-weight:700}}.box{{fill:#fff;stroke-width:2}}.within{{fill:none;stroke-width:1}}"
    ".foot{{stroke:none}}.kind-word,.note,.plate-text{{font-size:{small}px}}.kind-word,.name,.word{{font-weight:700}}"
    ".plate{{fill:#fff;stroke:#6a706c;stroke-width:1}}.icon{{fill:none;stroke-width:2;stroke-linecap:round;"
    "stroke-linejoin:round}}.line{{fill:none;stroke-width:2}}.head{{stroke:none}}.plate-icon{{stroke:#1b1d1c}}"
    ".civic_group{{--h:#00616b}}"
)
HUES = {
    "civic_group": "#00616b",
    "community_organization": "#7a4718",
    "educational_institution": "#3b3f9e",
    "business": "#7a2a66",
    "public_body": "#44515c",
    "intermediary": "#0b5d3b",
}
#: How the frame of each kind of actor and the line of each kind of tie are dashed.
FRAMES = {"community_organization": "9 4", "educational_institution": "1.5 4"}
LINES = {
    "people": "",
    "place": "12 4",
    "goods": "8 3 2 3",
    "money": "",
    "knowledge": "1 5",
    "information": "5 4",
    "several": "",
}
"""Width 3.5 tells money apart from people."""


def inline(scenes: list[Scene], title: str, description: str) -> str:
    """Return the drawing in each form, of which the style sheet shows the one that fits."""
    return "".join(_inline(scene, title, description) for scene in scenes)


def _inline(scene: Scene, title: str, description: str) -> str:
    body = _body(scene)
    links = "".join(_link(box) for box in scene.boxes if box.node.url)
    mark = blake2s(f"{title}{description}{body}".encode(), digest_size=5).hexdigest()
    return (
        f'<svg class="diagram {scene.form.name}" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" '
        f'width="{_n(scene.width)}" height="{_n(scene.height)}" role="{"group" if links else "img"}" '
        f'aria-labelledby="t{mark}" aria-describedby="d{mark}">'
        f'<title id="t{mark}">{escape(title)}</title><desc id="d{mark}">{escape(description)}</desc>'
        f'<g aria-hidden="true">{body}</g>{links}</svg>'
    )


def standalone(scene: Scene, title: str, description: str) -> str:
    """Return a file of its own; the same bytes for the same drawing."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" '
        f'width="{_n(scene.width)}" height="{_n(scene.height)}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc><style>{_style(scene.form)}</style>"
        f'<rect class="ground" width="100%" height="100%"/>{_body(scene)}</svg>'
    )


def _style(form: Form) -> str:
    hues = "".join(
        f".{kind} .box,.{kind} .within,.{kind} .icon,.{kind}.line{{stroke:{hue}}}"
        f".{kind} .foot,.{kind}.head,.{kind} .kind-word{{fill:{hue}}}"
        for kind, hue in HUES.items()
    )
    return STANDALONE.format(font=form.font, small=form.small).replace(".civic_group{--h:#00616b}", hues)


def _body(scene: Scene) -> str:
    kinds = {box.node.key: box.node.kind for box in scene.boxes}
    parts = [_rounded("panel", scene.panel, 14)]
    parts += [_line(arrow, kinds[arrow.link.source]) for arrow in scene.arrows]
    parts += [_head(head, kinds[arrow.link.source]) for arrow in scene.arrows for head in arrow.heads]
    parts += [_plate(plate, scene.form) for plate in scene.plates]
    parts.append(_title(scene))
    parts += [_box(box, scene.form) for box in scene.boxes]
    return "".join(parts)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _rounded(name: str, rect: Rect, radius: float, extra: str = "") -> str:
    return (
        f'<rect class="{name}" x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" '
        f'height="{_n(rect.height)}" rx="{_n(radius)}"{extra}/>'
    )


def _icon(name: str, x: float, y: float, size: float, extra: str = "") -> str:
    return f'<g class="icon{extra}" transform="translate({_n(x)} {_n(y)}) scale({size / 24:.3f})">{ICONS[name]}</g>'


def _text(name: str, x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text class="{name}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(text)}</text>'


def _head(head: Head, kind: str) -> str:
    back = head.x - head.looks * head.LENGTH
    return (
        f'<path class="head {kind}" d="M{_n(head.x)} {_n(head.y)}L{_n(back)} {_n(head.y - head.HALF)}'
        f'V{_n(head.y + head.HALF)}Z"/>'
    )


def _line(arrow: Arrow, kind: str) -> str:
    points = list(arrow.points)
    for head in arrow.heads:
        # The line ends within its head, so that its square end does not look out beside the point.
        place = 0 if points[0] == (head.x, head.y) else -1
        points[place] = (head.x - head.looks * (head.LENGTH - 2), head.y)
    dashes = f' stroke-dasharray="{LINES[arrow.link.kind]}"' if LINES.get(arrow.link.kind) else ""
    return f'<path class="line {kind} tie-{arrow.link.kind}" d="{_rounded_path(points)}"{dashes}/>'


def _rounded_path(points: list[tuple[float, float]], radius: float = 6) -> str:
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        one, two = _towards(here, before, radius), _towards(here, after, radius)
        parts.append(f"L{_n(one[0])} {_n(one[1])}Q{_n(here[0])} {_n(here[1])} {_n(two[0])} {_n(two[1])}")
    parts.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(parts)


def _towards(here: tuple[float, float], there: tuple[float, float], most: float) -> tuple[float, float]:
    across, down = there[0] - here[0], there[1] - here[1]
    length = abs(across) + abs(down)
    step = min(most, length / 2) / length if length else 0
    return here[0] + across * step, here[1] + down * step


def _plate(plate: Plate, form: Form) -> str:
    rect, small = plate.rect, form.small
    middle = rect.x + rect.width / 2
    y = rect.y + 4 + small * 1.05
    size = small + 1
    word = plate.link.word
    width = (len(word) + 0.4) * small + size
    parts = [
        _rounded("plate", rect, 6),
        _icon(TIE_ICONS[plate.link.kind], middle - width / 2, y - size * 0.86, size, " plate-icon"),
        _text("plate-text word", middle - width / 2 + size + 4, y, word, "start"),
    ]
    for line in plate.lines:
        y += small * 1.35
        parts.append(_text("plate-text", middle, y, line))
    return "".join(parts)


def _title(scene: Scene) -> str:
    rect, font = scene.title, scene.form.font
    y = rect.y + 12 + font * 1.02
    parts = [_rounded("title", rect, 12)]
    for index, line in enumerate(scene.title_lines):
        parts.append(_text("title-text", rect.x + rect.width / 2, y + index * font * 1.35, line))
    return "".join(parts)


def _box(box: Box, form: Form) -> str:
    rect, kind = box.rect, box.node.kind
    dashes = f' stroke-dasharray="{FRAMES[kind]}" stroke-linecap="round"' if kind in FRAMES else ""
    radius = min(22, rect.height / 2) if kind == "intermediary" else 8
    parts = [_rounded("box", rect, radius, dashes)]
    if kind in ("business", "intermediary"):
        within = Rect(rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8)
        parts.append(_rounded("within", within, max(radius - 4, 0)))
    if kind == "public_body":
        parts.append(_rounded("foot", Rect(rect.x, rect.bottom - 5, rect.width, 5), 2))
    return f'<g class="actor {kind}">{"".join(parts)}{_box_text(box, form)}</g>'


def _box_text(box: Box, form: Form) -> str:
    rect, middle = box.rect, box.rect.x + box.rect.width / 2
    used = form.small * 1.35 * (1 + len(box.notes)) + form.font * 1.35 * len(box.lines)
    y = rect.y + (rect.height - used) / 2 + form.small * 1.02
    size = form.small + 1
    width = len(box.node.kind_word) * (form.small - 2) + size + 3
    parts = [
        _icon(box.node.kind, middle - width / 2, y - size * 0.86, size),
        _text("kind-word", middle - width / 2 + size + 3, y, box.node.kind_word, "start"),
    ]
    y += form.small * 0.3
    for line in box.lines:
        y += form.font * 1.35
        parts.append(_text("name", middle, y - form.small * 0.25, line))
    for line in box.notes:
        y += form.small * 1.35
        parts.append(_text("note", middle, y - form.small * 0.2, line))
    return "".join(parts)


def _link(box: Box) -> str:
    label = f"{box.node.name}（{box.node.kind_word}）"
    return (
        f'<a class="go" href="{escape(box.node.url)}" aria-label="{escape(label)}">{_rounded("reach", box.rect, 8)}</a>'
    )
