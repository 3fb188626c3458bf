"""Making an issue: begun, checked by a second person, published, taken back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.newsletters import documents
from kyodo.center.newsletters.models import Issue, Mailing, Series
from kyodo.center.newsletters.queries.checklist import checklist, is_complete
from kyodo.center.newsletters.queries.issues import digest_of
from kyodo.center.newsletters.rules import MAY, makes_issues
from kyodo.center.newsletters.states import ISSUE
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Refused
from kyodo.kernel.permissions import Who, require
from kyodo.kernel.search.followers import refresh


@transaction.atomic
def begin_issue(
    *, series: Series, month: str, by: Who, channel: str, number: int | None = None, title: str = "", lead: str = "",
    is_demo: bool = False,
) -> Issue:  # fmt: skip
    """Begin an issue. Raises ``Refused``, and ``Conflict`` where the series has this number already."""
    answer = makes_issues(by)
    if not answer:
        raise Refused(answer.reason)
    key = str(number) if number is not None else month
    issue = Issue(
        series=series, number=number, month=month, title=title, lead=lead, key=key, slug=f"{series.slug}-{key}",
        made_by_id=by.pk, is_demo=is_demo,
    )  # fmt: skip
    try:
        with transaction.atomic():
            issue.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("This issue exists already. Please open it instead.")) from error
    record(verb="begin", thing=issue, by=by, channel=channel)
    return issue


@transaction.atomic
def change_issue(*, issue: Issue, by: Who, channel: str, **changes: Any) -> Issue:
    """Change the headline, the lead or the month; what was checked has to be checked again."""
    require(MAY, "work", by, issue)
    changed = {name: value for name, value in changes.items() if getattr(issue, name) != value}
    if changed:
        Issue.objects.filter(pk=issue.pk).update(**changed, changed_at=timezone.now())
        record(verb="change", thing=issue, by=by, channel=channel, facts={"fields": sorted(changed)})
        issue.refresh_from_db()
        _follow(issue)
    return issue


@transaction.atomic
def review_issue(*, issue: Issue, by: Who, channel: str) -> Issue:
    """Say that an issue is right as it stands. Raises ``Refused`` for its writers and where something is missing."""
    require(MAY, "review", by, issue)
    if not is_complete(checklist(issue)):
        raise Refused(_("Something is missing. Please look at the list, mend it in the CMS, and check again."))
    return ISSUE.move(issue, "review", by=by, channel=channel, reviewed_by=by.pk, reviewed_as=digest_of(issue))


@transaction.atomic
def reopen_issue(*, issue: Issue, by: Who, channel: str) -> Issue:
    """Give an issue back to be changed."""
    require(MAY, "reopen", by, issue)
    return ISSUE.move(issue, "reopen", by=by, channel=channel, reviewed_by=None, reviewed_as="")


@transaction.atomic
def publish_issue(*, issue: Issue, by: Who, channel: str) -> Issue:
    """Make an issue public exactly as it was checked. Raises ``Conflict`` where it was changed since."""
    require(MAY, "publish", by, issue)
    held = Issue.objects.select_for_update().select_related("series").get(pk=issue.pk)
    if held.reviewed_as and digest_of(held) != held.reviewed_as:
        raise Conflict(_("It was changed after it was checked. Please give it back and let it be checked again."))
    now = timezone.now()
    ISSUE.move(issue, "publish", by=by, channel=channel, published_at=now, changed_at=now)
    _follow(issue)
    return issue


@transaction.atomic
def take_back_issue(*, issue: Issue, by: Who, channel: str) -> Issue:
    """Take an issue off the site. Raises ``Refused`` once letters go out: they lead to it."""
    require(MAY, "take_back", by, issue)
    Issue.objects.select_for_update().get(pk=issue.pk)
    if Mailing.objects.filter(issue=issue).exists():
        raise Refused(_("Letters lead to this issue already. Correct its articles in the CMS instead."))
    ISSUE.move(issue, "take_back", by=by, channel=channel, reviewed_by=None, reviewed_as="", published_at=None)
    _follow(issue)
    return issue


def _follow(issue: Issue) -> None:
    """Keep the search in step with an issue and its articles."""
    refresh(documents.names(issue))
