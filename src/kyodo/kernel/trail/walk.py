"""Linking things to what they grew out of, and walking there and back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from kyodo.kernel.audit.record import kind_of
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import GROWTHS, Text, Wall
from kyodo.kernel.trail.models import Step


@dataclass(frozen=True)
class Stop:
    """One thing on a trail, as this person may see it. ``url`` is empty where there is no page.

    ``is_open`` is False where they may know that it is there and no more: nothing new grows out of it for them.
    """

    kind: Text
    title: str
    url: str
    is_open: bool = True


@dataclass(frozen=True)
class TrailKind:
    """How a kind of thing shows on a trail; ``find`` returns None for what ``who`` may not see."""

    kind: str
    find: Callable[[Who, str], Stop | None]


KINDS: Wall[TrailKind] = Wall("trail kinds", lambda item: item.kind)

#: Longest walk in one direction, in steps; a chain of the pamphlet's whole story has nine.
FAR = 30


def came_from(result: models.Model, origin: models.Model) -> Step:
    """Say that ``result`` grew out of ``origin``; saying it twice changes nothing."""
    step, _made = Step.objects.get_or_create(
        from_kind=kind_of(origin), from_id=str(origin.pk), to_kind=kind_of(result), to_id=str(result.pk)
    )
    return step


def back(thing: models.Model, who: Who) -> list[Stop]:
    """Return what ``thing`` grew out of, nearest first, as ``who`` may see it."""
    return _walk(thing, who, lambda k, i: Step.objects.filter(to_kind=k, to_id=i).values_list("from_kind", "from_id"))


def forward(thing: models.Model, who: Who) -> list[Stop]:
    """Return what became of ``thing``, nearest first, as ``who`` may see it."""
    return _walk(thing, who, lambda k, i: Step.objects.filter(from_kind=k, from_id=i).values_list("to_kind", "to_id"))


def doors(thing: models.Model, who: Who) -> list[tuple[Text, str]]:
    """Return (words, address) of the forms by which ``who`` lets something of another room grow out of ``thing``."""
    kind = kind_of(thing)
    return [(one.label, one.address(thing)) for one in GROWTHS if kind in one.kinds and one.may(who)]


def _walk(thing: models.Model, who: Who, neighbors: Callable[[str, str], Iterable[tuple[str, str]]]) -> list[Stop]:
    start = (kind_of(thing), str(thing.pk))
    seen, queue, stops = {start}, [start], []
    for _round in range(FAR):
        queue = [n for here in queue for n in neighbors(*here) if n not in seen]
        if not queue:
            break
        for kind, key in dict.fromkeys(queue):
            seen.add((kind, key))
            shown = KINDS.find(kind)
            stop = shown.find(who, key) if shown else None
            if stop:
                stops.append(stop)
    return stops
