"""From the CMS's small HTML to pieces that a sheet of paper can set: paragraphs and items of runs."""

from html.parser import HTMLParser
from typing import Any

from kyodo.ui.richtext import shown

#: A run: its words, whether they are bold, and where they lead.
Run = tuple[str, bool, str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[dict[str, Any]] = []
        self.runs: list[Run] = []
        self.bold = 0
        self.href = ""
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("b", "strong"):
            self.bold += 1
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""
        elif tag in ("ul", "ol"):
            self._end("p")
            self.lists.append(None if tag == "ul" else 0)
        elif tag == "br":
            self.runs.append(("\n", False, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif tag == "a":
            self.href = ""
        elif tag == "li":
            self._item()
        elif tag in ("ul", "ol"):
            self.lists = self.lists[:-1]
        elif tag == "p" and not self.lists:
            self._end("p")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split()) if not data.strip() else data.replace("\n", " ")
        if words:
            self.runs.append((words, bool(self.bold), self.href))

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else None
        if self.lists and number is not None:
            self.lists[-1] = number + 1
        self._end("li", "・" if number is None else f"{number + 1}.")

    def _end(self, kind: str, marker: str = "") -> None:
        if any(words.strip() for words, _bold, _href in self.runs):
            self.parts.append({"kind": kind, "marker": marker, "runs": self.runs})
        self.runs = []


def runs_of(html: str) -> list[dict[str, Any]]:
    """Return a text of the CMS as parts ``{kind: p or li, marker, runs: [(words, is bold, address)]}``."""
    reader = _Reader()
    reader.feed(str(shown(html)))
    reader.close()
    reader._end("p")
    return reader.parts
