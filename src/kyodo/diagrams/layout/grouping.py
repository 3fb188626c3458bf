"""Where there is too much to draw: first ties between the same two become one, then partners of one kind."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from kyodo.diagrams.layout.parts import Link, Node

MOST_NODES = 12
MOST_LINKS = 24

#: Says how many partners stand in one box, or how many ties one line stands for.
Count = Callable[[int], str]


def grouped(
    nodes: Sequence[Node], links: Sequence[Link], count_nodes: Count, count_links: Count
) -> tuple[list[Node], list[Link], bool, list[str]]:
    """Return nodes and links of which there are not too many; whether ties were joined, and which kinds of partner."""
    found, was_joined, kinds = list(nodes), False, []
    here = {node.key for node in found}
    drawn = [link for link in links if {link.source, link.target} <= here and link.source != link.target]
    while len(found) > MOST_NODES or len(drawn) > MOST_LINKS:
        if not was_joined and len(drawn) > MOST_LINKS:
            drawn, was_joined = join_parallel(drawn, count_links), True
            continue
        kind = _largest_kind(found)
        if kind is None:
            break
        kinds.append(kind)
        found, drawn = _join_kind(found, drawn, kind, count_nodes)
        drawn = join_parallel(drawn, count_links)
    return found, drawn, any(link.count > 1 for link in drawn), kinds


def join_parallel(links: Sequence[Link], count_links: Count) -> list[Link]:
    """Return the links with those between the same two as one."""
    bundles: dict[frozenset[str], list[Link]] = {}
    for link in links:
        bundles.setdefault(frozenset((link.source, link.target)), []).append(link)
    return [bundle[0] if len(bundle) == 1 else _bundle(bundle, count_links) for bundle in bundles.values()]


def _bundle(links: list[Link], count_links: Count) -> Link:
    first = links[0]
    words = dict.fromkeys(
        word for link in links for word in (link.label.split("・") if link.count > 1 else [link.word])
    )
    kinds = {link.kind for link in links}
    count = sum(link.count for link in links)
    return replace(
        first,
        kind=kinds.pop() if len(kinds) == 1 else "several",
        word=count_links(count),
        label="・".join(words),
        both_ways=any(link.both_ways or link.source != first.source for link in links),
        count=count,
    )


def _largest_kind(nodes: Sequence[Node]) -> str | None:
    """Return the kind with the most boxes, or None where every kind is one box already."""
    (kind, count), *_others = Counter(node.kind for node in nodes).most_common(1) or [("", 0)]
    return kind if count > 1 else None


def _join_kind(
    nodes: list[Node], links: list[Link], kind: str, count_nodes: Count
) -> tuple[list[Node], list[Link]]:  # fmt: skip
    members = [node for node in nodes if node.kind == kind]
    keys = {node.key for node in members}
    names = "・".join(node.name for node in members)
    group = replace(
        members[0], key=f"group-{kind}", name=count_nodes(len(members)), note=names, url="", count=len(members)
    )
    found = [node for node in nodes if node.kind != kind]
    found.insert(nodes.index(members[0]), group)

    def moved(key: str) -> str:
        return group.key if key in keys else key

    kept = [
        replace(link, source=moved(link.source), target=moved(link.target))
        for link in links
        if not {link.source, link.target} <= keys
    ]
    return found, kept
