"""What the desk of the newsletters shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kyodo.center.newsletters.models import Article, CopyPlace, Issue, Mailing, PrintRun
from kyodo.center.newsletters.queries.checklist import Point, checklist
from kyodo.center.newsletters.queries.issues import digest_of
from kyodo.center.newsletters.queries.readers import progress, readers_of
from kyodo.center.newsletters.rules import MAY
from kyodo.center.newsletters.states import ISSUE, CopiesState, IssueState
from kyodo.kernel.permissions import Answer, Who

#: Issues that are done and still stand on the desk.
RECENT = 6


def issues() -> QuerySet[Issue]:
    """Return the issues that are made here."""
    return Issue.objects.filter(link="").select_related("series", "series__desk", "made_by", "reviewed_by")


def in_work() -> list[Issue]:
    """Return the issues that are not sent yet, with how many articles they have; one query."""
    count = Count("articles")
    ready = Count("articles", filter=Q(articles__live=True))
    found = issues().exclude(state=IssueState.SENT).annotate(article_count=count, ready_count=ready)
    return list(found.order_by("month", "pk")[:50])


def recent() -> list[Issue]:
    """Return what was sent last, with its sending; one query."""
    found = issues().filter(state=IssueState.SENT).select_related("series", "mailing")
    return list(found.order_by("-published_at", "-pk")[:RECENT])


def asked_places() -> list[CopyPlace]:
    """Return the requests for copies that wait for an answer; one query."""
    return list(CopyPlace.objects.filter(state=CopiesState.ASKED).select_related("series").order_by("made_at")[:50])


@dataclass(frozen=True)
class IssueDesk:
    """What the desk shows of one issue; ``steps`` are its verbs with the answer of their rule."""

    issue: Issue
    articles: Sequence[Article]
    points: Sequence[Point]
    steps: Sequence[tuple[Any, Answer]]
    is_as_reviewed: bool
    readers: int
    mailing: Mailing | None
    progress: dict[str, int]
    run: PrintRun | None
    may_send: Answer


def issue_desk(who: Who, issue: Issue) -> IssueDesk:
    """Return an issue for the desk; a constant number of queries."""
    mailing = Mailing.objects.filter(issue=issue).first()
    steps = [step for step in ISSUE.from_state(issue.state) if step.verb != "finish"]
    return IssueDesk(
        issue,
        list(Article.objects.filter(issue=issue).order_by("order", "pk")),
        checklist(issue),
        [(step, MAY[step.verb](who, issue)) for step in steps],
        not issue.reviewed_as or digest_of(issue) == issue.reviewed_as,
        readers_of(issue.series).count(),
        mailing,
        progress(mailing) if mailing else {},
        PrintRun.objects.filter(issue=issue).first(),
        MAY["send"](who, issue),
    )
