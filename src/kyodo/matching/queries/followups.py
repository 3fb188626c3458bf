"""What became of those who were brought together: failures that repeat, and who still works together after a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from kyodo.commons.actors.public import Actor
from kyodo.commons.collaborations.public import COLLABORATION, OVER, Collaboration, CollaborationState
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import day_of, moment
from kyodo.matching.models import DeskNote, FollowUp, Introduction
from kyodo.matching.states import Helped, IntroductionState

#: Answers by which a joint work did not help.
FAILED = (Helped.NO, Helped.STOPPED)
#: So many answers of that kind within so many days are looked into.
AGAIN, WITHIN = 2, timedelta(days=730)
YEAR = timedelta(days=365)
#: A joint work that stands here is not alive; one that is done reached its aim.
OVER_EARLY = CollaborationState.ENDED


@dataclass(frozen=True)
class RepeatFailure:
    """An organization of which it was said more than once that a joint work did not help, or has stopped."""

    actor: Actor
    introductions: tuple[Introduction, ...]
    times: int
    #: When it was said last.
    last: datetime


def repeat_failures(on: date | None = None) -> list[RepeatFailure]:
    """Return with whom it failed again within two years, the most often first; one query, and two if there are any.

    What both sides said at one time counts once; the same joint work counts again after six months.
    """
    since = moment((on or timezone.localdate()) - WITHIN)
    told = FollowUp.objects.filter(helped__in=FAILED, answered_at__gte=since).order_by("answered_at", "pk")
    found: dict[int, dict[tuple[int, str], int]] = defaultdict(dict)
    last: dict[int, datetime] = {}
    sides = ("introduction__host", "introduction__guest", "introduction__offer__actor")
    for pk, stage, answered, host, guest, by in told.values_list("introduction", "stage", "answered_at", *sides):
        for actor in filter(None, (host, guest or by)):
            found[actor][pk, stage] = pk
            last[actor] = answered
    again = {actor: times for actor, times in found.items() if len(times) >= AGAIN}
    actors = Actor.objects.in_bulk(again)
    works = Introduction.objects.in_bulk({pk for times in again.values() for pk in times.values()})
    failures = [
        RepeatFailure(actors[pk], tuple(works[one] for one in dict.fromkeys(times.values())), len(times), last[pk])
        for pk, times in again.items()
    ]
    return sorted(failures, key=lambda failure: (-failure.times, failure.actor.pk))


def failures_to_look_into(on: date | None = None) -> list[RepeatFailure]:
    """Return the repeat failures about which the desk has written no note since; two queries."""
    failures = repeat_failures(on)
    keys = [str(failure.actor.pk) for failure in failures]
    noted = DeskNote.objects.filter(about_kind=Actor._meta.label_lower, about_id__in=keys).values_list("about_id")
    latest = dict(noted.annotate(latest=Max("at")))
    return [one for one in failures if latest.get(str(one.actor.pk), one.last) <= one.last]


def failure_of(actor: Actor, on: date | None = None) -> RepeatFailure | None:
    """Return the repeat failure of one organization; one query."""
    return next((failure for failure in repeat_failures(on) if failure.actor == actor), None)


@dataclass(frozen=True)
class Alive:
    """Of the joint works that were formed a year ago or earlier, how many stood well on the day a year after."""

    formed: int
    alive: int


def alive_after_a_year(since: date | None = None, until: date | None = None) -> Alive:
    """Return how many joint works formed in a period (``until`` not included) lived a year; three queries.

    What counts is how each stood on the day a year after it was formed, whatever became of it later: it went on,
    or had reached its aim, and no side had said that it has stopped. Those of less than a year are not counted
    yet, samples never.
    """
    formed = Introduction.objects.filter(
        state=IntroductionState.FORMED, moved_at__lte=timezone.now() - YEAR, is_demo=False
    )
    if since:
        formed = formed.filter(moved_at__gte=moment(since))
    if until:
        formed = formed.filter(moved_at__lt=moment(until))
    rows = {pk: (at, work) for pk, at, work in formed.values_list("pk", "moved_at", "collaboration_id")}
    day_after = {str(work): at + YEAR for at, work in rows.values()}
    stood = _states_on(day_after)
    stopped = FollowUp.objects.filter(helped=Helped.STOPPED, introduction__in=rows).values_list(
        "introduction_id", "answered_at"
    )
    said = {pk for pk, at in stopped if at is None or at < rows[pk][0] + YEAR}
    alive = [pk for pk, (_at, work) in rows.items() if pk not in said and stood.get(str(work)) != OVER_EARLY]
    return Alive(len(rows), len(alive))


def _states_on(day_of_each: dict[str, datetime]) -> dict[str, str]:
    """Return how each joint work stood at its moment, as the audit of its life knows; one query."""
    moves = Entry.objects.filter(
        kind=Collaboration._meta.label_lower, thing__in=day_of_each, verb__in=COLLABORATION.by_verb
    )
    stood: dict[str, str] = {}
    for thing, at, facts in moves.order_by("at", "pk").values_list("thing", "at", "facts"):
        if at < day_of_each[thing] and "to" in facts:
            stood[thing] = facts["to"]
    return stood


def due(on: date) -> list[FollowUp]:
    """Return what is to be asked on a day: due, not asked yet, and the joint work is not over; two queries.

    What is long overdue is not asked any more; its next stage is.
    """
    found = FollowUp.objects.filter(ask=None, answered_at=None, due_on__lte=on, due_on__gt=on - STALE)
    found = found.exclude(introduction__collaboration__state__in=OVER)
    whole = found.select_related("introduction__host", "introduction__collaboration")
    return list(whole.prefetch_related("introduction__sides__mandate").order_by("due_on", "pk"))


#: A worker that was away for longer asks no more.
STALE = timedelta(days=60)


def unplanned() -> list[tuple[int, date]]:
    """Return (introduction, day on which it was formed) of those whose follow-ups are not written down yet."""
    formed = Introduction.objects.filter(state=IntroductionState.FORMED, follow_ups=None)
    return [(pk, day_of(at)) for pk, at in formed.values_list("pk", "moved_at")]
