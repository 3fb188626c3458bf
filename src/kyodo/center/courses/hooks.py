from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.courses import clockwork, queries, rules
from kyodo.center.courses.actions.postings import DECIDED
from kyodo.center.courses.actions.questionnaires import THANKS
from kyodo.center.courses.actions.reports import PHOTO
from kyodo.center.courses.demo import make_sample_courses
from kyodo.center.courses.models import Report
from kyodo.commons.gatherings.public import EVENT_PANELS, EventPanel, Gathering
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.rules import FILE_RULES, FileRule
from kyodo.kernel.jobs.wall import JOBS, Job
from kyodo.kernel.notices.kinds import NOTICE_KINDS, NoticeKind
from kyodo.kernel.notices.states import Urgency
from kyodo.kernel.permissions import Answer, Who, no
from kyodo.kernel.registry import (
    DEMO,
    FEEDS,
    MENU,
    PUBLIC_TABLES,
    RETENTION,
    SITEMAP,
    DemoStep,
    FeedEntry,
    FeedSource,
    MenuItem,
    Period,
    SitemapSource,
)


def _feed(limit: int) -> list[FeedEntry]:
    return [
        FeedEntry("call", call.title, queries.call_address(call.slug), call.text[:200], call.published_at)
        for call in queries.public_calls().exclude(published_at=None).order_by("-published_at", "-pk")[:limit]
    ]


def _report(gathering: Gathering, who: Who) -> dict[str, Any] | None:
    """The report of an event, once it is public."""
    report = queries.report_of(gathering)
    if report is None or report.state != "published":
        return None
    return {"report": report, "photos": list(report.photos.all())}


def _papers(gathering: Gathering, who: Who) -> dict[str, Any] | None:
    """Poster and page to pass round."""
    return {"slug": gathering.slug}


def _tools(gathering: Gathering, who: Who) -> dict[str, Any] | None:
    """Plan, questionnaire, report and handing in, for those who prepare an event."""
    if not rules.may_prepare(who, gathering):
        return None
    posting = queries.posting_of(gathering)
    may_submit = rules.may_submit_again(who, posting) if posting else rules.may_submit(who, gathering)
    return {"slug": gathering.slug, "posting": posting, "may_submit": bool(may_submit)}


def _may_open_photo(who: Who, stored: StoredFile) -> Answer:
    report = Report.objects.select_related("gathering__organizer").filter(pk=int(stored.owner_id)).first()
    return rules.may_see_report(who, report) if report else no(_("This picture belongs to no report."))


EVENT_PANELS.hang(
    EventPanel("report", "main", "courses/of_event.html", _report, 10),
    EventPanel("papers", "aside", "courses/papers.html", _papers, 10),
    EventPanel("courses", "keepers", "courses/tools.html", _tools, 10),
)
FILE_RULES.hang(FileRule(PHOTO, _may_open_photo))
MENU.hang(
    MenuItem("calls", _("Calls for proposals"), "courses:calls", "support", 60),
    MenuItem(
        "postings", _("Events that groups hand in"), "courses:postings", "desk", 205,
        shown_to=lambda who: bool(rules.keeps_courses(who)),
    ),
    MenuItem(
        "desk_calls", _("Calls of the center"), "courses:desk_calls", "desk", 210,
        shown_to=lambda who: bool(rules.keeps_courses(who)),
    ),
)  # fmt: skip
PUBLIC_TABLES.hang("courses_call", "courses_report", "courses_photo")
SITEMAP.hang(SitemapSource("calls", queries.sitemap))
FEEDS.hang(FeedSource("calls", _("Calls for proposals"), _feed))
NOTICE_KINDS.hang(
    NoticeKind(DECIDED, _("what was decided about an event that was handed in"), Urgency.NOW, is_capped=False),
    NoticeKind(THANKS, _("thanks after an event, with a few questions"), Urgency.NOW, is_capped=False),
)
JOBS.hang(Job("courses.thank", _("thank those who came, with a few questions"), clockwork.thank, daily_at=time(10, 0)))
RETENTION.hang(
    Period(
        "questionnaire_words", pgettext_lazy("retention", "words written in questionnaires; the figures stay"),
        _("For a year they help with the next event. Somebody may have written more than they wanted."), 365,
        clockwork.forget_words,
    )
)  # fmt: skip
DEMO.hang(DemoStep("courses", make_sample_courses, order=66))
