"""The diagram as a picture to share, set by typst: no browser runs on the server."""

from functools import lru_cache

import typst

from kyodo.commons.collaborations.public import Picture
from kyodo.commons.places.public import frame_city
from kyodo.diagrams.figure import drawn_svg

WIDTH = 1200
PAPER = """
#set page(width: 900pt, height: auto, margin: (x: 10pt, top: 14pt, bottom: 14pt), fill: white)
#set text(font: ("Noto Sans CJK JP", "Noto Sans JP", "BIZ UDPGothic", "Hiragino Sans"), lang: "ja")
#set text(fill: rgb("#1b1d1c"))
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)
#v(4pt)
#line(length: 100%, stroke: 1pt + rgb("#d9d6ce"))
#text(size: 20pt, weight: "bold", sys.inputs.title) \\
#text(size: 14pt, fill: rgb("#4a504d"), sys.inputs.line)
"""


def drawn_png(picture: Picture, *, year: int | None = None) -> bytes:
    """Return the drawing as PNG, 1200 px wide, with the title and a line that names the city's site below it."""
    city = frame_city()
    line = " ".join(part for part in (city.name, city.site_name) if part) if city else ""
    return _set(drawn_svg(picture, year=year), picture.title, line)


@lru_cache(maxsize=16)
def _set(drawing: str, title: str, line: str) -> bytes:
    made = typst.compile(
        PAPER.encode(),
        format="png",
        ppi=WIDTH / 900 * 72,
        sys_inputs={"drawing": drawing, "title": title, "line": line},
    )
    if not isinstance(made, bytes):
        raise TypeError("one page makes one picture")
    return made
