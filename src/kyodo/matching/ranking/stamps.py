"""By what the ranking knows that needs, offers or the directory changed, so that it reads them again only then.

The version of all public data rises with every step of the desk; most steps change nothing of what is ranked.
Rows that are saved carry the moment of the change; what is written past it is counted and summed up.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, cast

from django.db import connection
from django.db.models import Count, Max, Model, Q, QuerySet, Sum

from kyodo.commons.actors.public import Actor, listed
from kyodo.commons.collaborations.public import Collaboration, Partner
from kyodo.matching.models import Need, Offer

_kept: dict[str, tuple[Hashable, Any]] = {}
_lock = Lock()


def kept[T](name: str, stamp: Callable[[], Hashable], make: Callable[[], T]) -> T:
    """Return what was made under this stamp, or make it; nothing is kept inside a transaction."""
    if connection.in_atomic_block:
        return make()
    now = (connection.settings_dict["NAME"], stamp())
    with _lock:
        found = _kept.get(name)
    if found is not None and found[0] == now:
        return cast(T, found[1])
    made = make()
    with _lock:
        _kept[name] = now, made
    return made


def _of(rows: QuerySet[Any], **more: Any) -> Hashable:
    # Without an order, which would group the rows.
    return tuple(sorted(rows.order_by().aggregate(number=Count("pk"), last=Max("pk"), all=Sum("pk"), **more).items()))


def _linked(model: type[Model], *names: str) -> Hashable:
    """Return the stamp of links, which are only made and cut."""
    throughs = (getattr(model, name).through._default_manager for name in names)
    return tuple(_of(manager.all()) for manager in throughs)


def of_needs(open_ones: QuerySet[Need]) -> Hashable:
    """Return the stamp of these needs; four queries."""
    told = _of(open_ones, changed=Max("changed_at"), actors=Sum("actor"), hours=Sum("host_hours"))
    return told, _linked(Need, "fields", "wards", "districts")


def of_offers(open_ones: QuerySet[Offer]) -> Hashable:
    """Return the stamp of these offers; three queries."""
    told = _of(open_ones, changed=Max("changed_at"), actors=Sum("actor"), wished=Sum("to"))
    return told, _linked(Offer, "fields", "wards")


def of_directory() -> Hashable:
    """Return the stamp of the organizations of the directory and of the public joint works; eight queries."""
    works = Collaboration.objects.filter(is_public=True)
    confirmed = Count("pk", filter=~Q(confirmation=""))
    return (
        _of(listed(), changed=Max("changed_at")), _linked(Actor, "fields", "wards", "districts"),
        _of(works, changed=Max("changed_at")), _linked(Collaboration, "fields", "wards"),
        _of(Partner.objects.all(), actors=Sum("actor"), confirmed=confirmed),
    )  # fmt: skip
