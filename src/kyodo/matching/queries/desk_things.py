"""What the lines of the desk's day are about, read for all its sections together: each kind of thing once.

The sections choose and order with keys alone; a join over all that a line shows would make each of their
queries dear to build and to plan.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Exists, Model, OuterRef

from kyodo.commons.actors.public import Actor
from kyodo.commons.people.public import Person
from kyodo.matching.models import DeskNote, Introduction, Letter, Need, Offer, Side


class Key(NamedTuple):
    """Which thing a line is about."""

    model: type[Model]
    pk: int


#: What is read along with those that no other line names.
_ALONG: dict[type[Model], tuple[str, ...]] = {
    Side: ("ask", "seat__actor", "person"),
    Letter: ("seat__actor", "person"),
    DeskNote: ("by",),
}
#: What many lines name, read once for all: whose it is, and who looks after it.
_NAMED: dict[type[Model], dict[str, type[Model]]] = {
    Introduction: {"offer": Offer, "need": Need, "host": Actor, "guest": Actor},
    Offer: {"actor": Actor, "to": Actor, "keeper": Person},
    Need: {"actor": Actor, "keeper": Person},
}


def things(keys: Iterable[Key]) -> dict[Key, Any]:
    """Return the things of these keys with all that their lines show; at most eight queries."""
    wanted: defaultdict[type[Model], set[int]] = defaultdict(set)
    for model, pk in keys:
        wanted[model].add(pk)
    found: dict[type[Model], dict[int, Any]] = {}
    for model, along in _ALONG.items():
        found[model] = model._default_manager.select_related(*along).in_bulk(wanted[model])
    wanted[Introduction].update(side.introduction_id for side in found[Side].values())
    asked = Introduction.objects.filter(offer=OuterRef("pk"), state="asked")
    for model, all_of in (
        (Introduction, Introduction.objects.all()),
        (Offer, Offer.objects.annotate(is_asked=Exists(asked))),
        (Need, Need.objects.all()),
        (Actor, Actor.objects.all()),
        (Person, Person.objects.all()),
    ):
        found[model] = all_of.in_bulk(wanted[model])
        for name, other in _NAMED.get(model, {}).items():
            wanted[other].update(filter(None, (getattr(one, f"{name}_id") for one in found[model].values())))
    _join(found)
    return {Key(model, pk): one for model, ones in found.items() for pk, one in ones.items()}


def _join(found: dict[type[Model], dict[int, Any]]) -> None:
    for model, names in ({Side: {"introduction": Introduction}} | _NAMED).items():
        for name, other in names.items():
            for one in found[model].values():
                if related := found[other].get(getattr(one, f"{name}_id")):
                    setattr(one, name, related)
