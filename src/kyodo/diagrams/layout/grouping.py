"""Where there is too much to draw: first ties between the same two become one, then partners of one kind."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from kyodo.diagrams.layout.parts import Link, Node

MOST_NODES = 12
MOST_LINKS = 24

#: Says what several partners of a kind (kind, how many) are called in one box.
NameGroup = Callable[[str, int], str]
#: Says what stands on the plate of several ties: their words and how many there are.
NameSeveral = Callable[[Sequence[str], int], str]


def grouped(
    nodes: Sequence[Node], links: Sequence[Link], name_group: NameGroup, name_several: NameSeveral
) -> tuple[list[Node], list[Link], bool, list[str]]:
    """Return nodes and links of which there are not too many; whether ties were joined, and which kinds of partner."""
    found, joined, kinds = list(nodes), False, []
    here = {node.key for node in found}
    drawn = [link for link in links if {link.source, link.target} <= here and link.source != link.target]
    while len(found) > MOST_NODES or len(drawn) > MOST_LINKS:
        if not joined and len(drawn) > MOST_LINKS:
            drawn, joined = join_parallel(drawn, name_several), True
            continue
        kind = _largest_kind(found)
        if kind is None:
            break
        kinds.append(kind)
        found, drawn = _join_kind(found, drawn, kind, name_group)
        drawn = join_parallel(drawn, name_several)
    return found, drawn, joined, kinds


def join_parallel(links: Sequence[Link], name_several: NameSeveral) -> list[Link]:
    """Return the links with those between the same two as one."""
    bundles: dict[frozenset[str], list[Link]] = {}
    for link in links:
        bundles.setdefault(frozenset((link.source, link.target)), []).append(link)
    return [bundle[0] if len(bundle) == 1 else _bundle(bundle, name_several) for bundle in bundles.values()]


def _bundle(links: list[Link], name_several: NameSeveral) -> Link:
    first = links[0]
    words = list(dict.fromkeys(word for link in links for word in link.word.split("・")))
    kinds = {link.kind for link in links}
    count = sum(link.count for link in links)
    return replace(
        first,
        kind=kinds.pop() if len(kinds) == 1 else "several",
        word="・".join(words[:3]),
        label=name_several(words, count),
        both_ways=any(link.both_ways or link.source != first.source for link in links),
        count=count,
    )


def _largest_kind(nodes: Sequence[Node]) -> str | None:
    """Return the kind with the most boxes, or None where every kind is one box already."""
    (kind, count), *_others = Counter(node.kind for node in nodes).most_common(1) or [("", 0)]
    return kind if count > 1 else None


def _join_kind(
    nodes: list[Node], links: list[Link], kind: str, name_group: NameGroup
) -> tuple[list[Node], list[Link]]:  # fmt: skip
    members = [node for node in nodes if node.kind == kind]
    keys = {node.key for node in members}
    count = sum(node.count for node in members)
    group = replace(members[0], key=f"group-{kind}", name=name_group(kind, count), note="", url="", count=count)
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
