"""Reads about plans, calls, postings, questionnaires and reports."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from kyodo.center.courses.models import (
    Call,
    Photo,
    Plan,
    Posting,
    Questionnaire,
    Report,
    Step,
    TakenRoom,
    TrustedGroup,
)
from kyodo.center.courses.states import CallState, PostingState, ReportState
from kyodo.commons.gatherings.public import Gathering, Occurrence, came_at_all, figures
from kyodo.kernel.text.signatures import Signature

#: Opens the questionnaire of an event; the same for everybody, so nobody is known by it.
QUESTIONNAIRE = Signature("kyodo.courses.questionnaire")
#: More people fill in a questionnaire than were ticked at the door: late ones, companions.
MORE = 10


def is_trusted(actor_id: int, at: datetime) -> bool:
    """Say whether the events of a group are published at once."""
    open_ones = Q(until=None) | Q(until__gt=at)
    return TrustedGroup.objects.filter(open_ones, actor=actor_id, since__lte=at).exists()


def trusted_groups() -> QuerySet[TrustedGroup]:
    """Return the groups that are trusted now."""
    return TrustedGroup.objects.filter(until=None).select_related("actor").order_by("actor__sort_key", "pk")


def plan_of(gathering: Gathering) -> Plan | None:
    """Return the plan of an event with its steps in order."""
    steps = Prefetch("steps", Step.objects.select_related("done_by").order_by("-days_before", "pk"))
    return Plan.objects.filter(pk=gathering.pk).prefetch_related(steps).first()


def rooms_of(occurrence: Occurrence) -> list[TakenRoom]:
    """Return the rooms that are taken for a date."""
    found = TakenRoom.objects.filter(occurrence=occurrence).select_related("booking__resource")
    return list(found.order_by("pk"))


# --- calls and postings ------------------------------------------------------------------------


def public_calls() -> QuerySet[Call]:
    """Return the calls that everybody may see, the newest first."""
    return Call.objects.filter(state=CallState.PUBLISHED).order_by("-opens_at", "-pk")


def open_calls(at: datetime) -> QuerySet[Call]:
    """Return the calls that take proposals at a moment, the nearest end first."""
    return public_calls().filter(opens_at__lte=at, closes_at__gt=at).order_by("closes_at", "pk")


def call_address(slug: str) -> str:
    """Return the path of a call in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("courses:call", args=[slug])


def sitemap() -> Iterator[tuple[str, Any]]:
    """Yield the address of every public call with the day of its last change."""
    for slug, changed in public_calls().values_list("slug", "changed_at"):
        yield call_address(slug), timezone.localdate(changed)


def postings(state: str = "") -> QuerySet[Posting]:
    """Return what groups handed in; what waits is in turn, what was decided newest first."""
    found = Posting.objects.select_related("gathering__organizer", "actor", "call", "submitted_by")
    if state == PostingState.SUBMITTED:
        return found.filter(state=state).order_by("submitted_at", "pk")
    return found.exclude(state=PostingState.SUBMITTED).order_by("-decided_at", "-pk")


def posting_of(gathering: Gathering) -> Posting | None:
    """Return how an event that a group handed in stands."""
    return Posting.objects.filter(pk=gathering.pk).select_related("gathering__organizer", "call").first()


# --- after the event ---------------------------------------------------------------------------


def questionnaire_address(slug: str) -> str:
    """Return the signed path of a questionnaire in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("courses:questions", args=[slug, QUESTIONNAIRE.of(slug)])


def most_answers(questionnaire: Questionnaire) -> int:
    """Return how many answers can honestly come: of those who came, or were expected, and some more."""
    gathering = questionnaire.gathering
    return max(came_at_all(gathering), figures(gathering).coming, gathering.capacity or 0) + MORE


def to_thank(at: datetime) -> QuerySet[Questionnaire]:
    """Return the questionnaires of events that are over, whose guests were not written to yet."""
    found = Questionnaire.objects.filter(told_at=None, is_open=True, gathering__state="published")
    going_on = found.filter(gathering__occurrences__ends_at__gt=at, gathering__occurrences__is_cancelled=False)
    over = found.filter(gathering__occurrences__ends_at__lte=at).exclude(pk__in=going_on.values("pk"))
    return over.select_related("gathering").distinct().order_by("pk")


def report_of(gathering: Gathering) -> Report | None:
    """Return the report of an event with its pictures."""
    photos = Prefetch("photos", Photo.objects.select_related("stored").order_by("pk"))
    return (
        Report.objects.filter(pk=gathering.pk).select_related("gathering__organizer").prefetch_related(photos).first()
    )


def newest_reports(limit: int) -> list[Report]:
    """Return the reports that were published last."""
    found = Report.objects.filter(state=ReportState.PUBLISHED).select_related("gathering")
    return list(found.order_by("-published_at", "-pk")[:limit])
