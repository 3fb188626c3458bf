"""A host as the desk sees it: how it stands, by whom it is asked, how much it was asked, what the last calls taught."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kyodo.commons.actors.public import Actor, Capacity, Mandate, MandateUse, Standing, fold, in_force
from kyodo.commons.asks.public import Call, Meter, meter
from kyodo.commons.collaborations.public import Collaboration, Partner
from kyodo.kernel.audit.record import kind_of
from kyodo.matching.models import DeskNote, Introduction
from kyodo.matching.queries.followups import RepeatFailure, failure_of
from kyodo.matching.queries.standing import RUNNING, standings

LATEST = 8


@dataclass(frozen=True)
class Host:
    """All that the desk should know before it asks once more."""

    actor: Actor
    standing: Standing
    capacity: Capacity | None
    meter: Meter
    mandates: list[Mandate]
    uses: list[MandateUse]
    introductions: list[Introduction]
    works: list[Collaboration]
    calls: list[Call]
    notes: list[DeskNote]
    failure: RepeatFailure | None


def host_of(actor: Actor) -> Host:
    """Return a host as the desk sees it; a constant number of queries."""
    found = Introduction.objects.filter(Q(host=actor) | Q(guest=actor)).select_related(
        "host", "guest", "offer__actor", "need"
    )
    works = Partner.objects.filter(actor=actor, collaboration__state__in=RUNNING).values("collaboration")
    calls = Call.objects.filter(Q(ask__seat__actor=actor)).select_related("by", "ask").order_by("-at", "-pk")
    mandates = in_force(timezone.localdate()).filter(actor=actor).select_related("intermediary", "holding__seat")
    uses = MandateUse.objects.filter(mandate__actor=actor).select_related("mandate__intermediary", "by")
    return Host(
        actor=actor,
        standing=standings([actor.pk])[actor.pk],
        capacity=Capacity.objects.filter(actor=actor).prefetch_related("themes").first(),
        meter=meter(actor),
        mandates=list(mandates),
        uses=list(uses.order_by("-at", "-pk")[:LATEST]),
        introductions=list(found.order_by("-moved_at", "-pk")[:LATEST]),
        works=list(Collaboration.objects.filter(pk__in=works).order_by("-made_at", "-pk")[:LATEST]),
        calls=list(calls[:LATEST]),
        notes=notes_about(actor),
        failure=failure_of(actor),
    )


def notes_about(thing: Any) -> list[DeskNote]:
    """Return the latest notes of the desk about a thing, newest first; one query."""
    found = DeskNote.objects.filter(about_kind=kind_of(thing), about_id=str(thing.pk)).select_related("by", "for_whom")
    return list(found.order_by("-at", "-pk")[:LATEST])


def uses_about(thing: Any) -> list[MandateUse]:
    """Return which mandates were used for a thing, oldest first; one query."""
    found = MandateUse.objects.filter(about_kind=kind_of(thing), about_id=str(thing.pk))
    return list(found.select_related("mandate__intermediary", "mandate__actor", "by").order_by("at", "pk"))


def hosts_named(sought: str, limit: int = 20) -> list[Actor]:
    """Return organizations whose name holds what was typed; one query."""
    key = fold(sought)
    if not key:
        return []
    found = Actor.objects.filter(Q(name_key__contains=key) | Q(sort_key__contains=key))
    return list(found.order_by("sort_key", "name_key", "pk")[:limit])
