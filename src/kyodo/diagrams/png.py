"""The diagram as a picture to share; no browser runs on the server."""

from functools import lru_cache

from kyodo.commons.collaborations.public import Picture
from kyodo.commons.places.public import frame_city
from kyodo.diagrams.figure import drawn_svg
from kyodo.kernel.paper.press import pictures

SHEET = "diagrams/paper/picture.typ"
#: Pixels an inch that make the sheet's 900 points 1,200 pixels wide.
PPI = 96


def drawn_png(picture: Picture, *, year: int | None = None) -> bytes:
    """Return the drawing as PNG, 1200 px wide, with the title and a line that names the city's site below it."""
    city = frame_city()
    line = " ".join(part for part in (city.name, city.site_name) if part) if city else ""
    return _set(drawn_svg(picture, year=year), picture.title, line)


@lru_cache(maxsize=16)
def _set(drawing: str, title: str, line: str) -> bytes:
    return pictures(SHEET, {"drawing": drawing, "title": title, "line": line}, PPI)[0]
