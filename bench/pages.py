"""What is measured, and how each page proves that it holds its items."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Page:
    """An address, what it is called in the results, and ``holds``: what is wrong with its body, or nothing."""

    name: str
    path: str
    holds: Callable[[str], str]
    is_public_page: bool = True

    def afresh(self) -> str:
        """Return an address for which no page is kept: its query is longer than the kept ones may be."""
        return f"{self.path}{'&' if '?' in self.path else '?'}_={'x' * 310}"


def links(pattern: str, least: int) -> Callable[[str], str]:
    """Want at least so many different links."""

    def check(body: str) -> str:
        found = len(set(re.findall(pattern, body)))
        return "" if found >= least else f"{found} items where {least} were expected"

    return check


def says(*words: str) -> Callable[[str], str]:
    """Want all of these words."""
    return lambda body: ", ".join(f"{word!r} is missing" for word in words if word not in body)


def items(least: int) -> Callable[[str], str]:
    """Want so many items of the API, out of a greater count."""

    def check(body: str) -> str:
        told = json.loads(body)
        return "" if len(told["items"]) >= least else f"{len(told['items'])} items where {least} were expected"

    return check


WORD = "ボランティア"
PAGES = [
    Page("home", "/", says("<main", "仙台")),
    Page("support directory", "/support/", links(r'href="/support/([\w-]+)/"', 20)),
    Page("support programme", "/support/bench-7/", says("応援助成7", "見本財団")),
    Page("organizations", "/organizations/", links(r'href="/organizations/([\w-]+)/"', 20)),
    Page("organization", "/organizations/bench-7/", says("の会7", "見守りと学び")),
    Page("places", "/places/", links(r'href="/places/([\w-]+)/"', 5)),
    Page("collaborations", "/collaborations/", links(r'href="/collaborations/([\w-]+)/"', 20)),
    Page("collaboration with its diagram", "/collaborations/bench-7/", says("をともに7", "<svg", "参加者")),
    Page("network", "/network/", says("<svg", "<table")),
    Page("diagram as a file", "/collaborations/bench-7/diagram.svg", says("<svg", "をともに7"), is_public_page=False),
    Page("cases", "/cases/", links(r'href="/cases/([\w-]+)/"', 20)),
    Page("case with its diagram", "/cases/omoide/", says("オモイデツアー", "<svg")),
    Page("timeline", "/timeline/", says("協働", "1999")),
    Page("search, a word of 8 %", f"/search/?q={quote(WORD)}", links(r'href="(/bench/\d+/)"', 10)),
    Page("API: organizations", "/api/v1/organizations", items(20)),
    Page("API: support", "/api/v1/support", items(20)),
    Page("API: search", f"/api/v1/search?q={quote(WORD)}", items(10)),
]
