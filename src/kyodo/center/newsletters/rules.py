"""Who may do what with newsletters.

Issues are prepared by whoever writes and by the center's staff; what goes public passes four eyes. Letters are sent by
staff. Addresses of readers are seen by nobody: the desk finds one only by typing it whole.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from kyodo.center.newsletters.models import Article, CopyPlace, Issue
from kyodo.center.newsletters.states import PUBLIC_STATES
from kyodo.commons.people.public import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, EDITOR, MODERATOR
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

STAFF = (CENTER_STAFF, CITY_STAFF, ADMINISTRATOR)
MAKERS = (*STAFF, EDITOR, MODERATOR)
CHECKERS = (*STAFF, MODERATOR)


def _holds(who: Who, roles: tuple[str, ...]) -> bool:
    return any(who.holds(role) for role in roles)


def makes_issues(who: Who) -> Answer:
    """Open to those who write newsletters and to staff."""
    return YES if _holds(who, MAKERS) else no(_("Only those who make the newsletters may do this."))


def keeps_newsletters(who: Who) -> Answer:
    """Open to staff: sending, readers and copies on paper."""
    return YES if _holds(who, STAFF) else no(_("Only the center's staff may do this."))


def may_see_issue(who: Who, issue: Issue) -> Answer:
    """An issue is for everybody once it is published and not hidden."""
    return YES if issue.is_shown else no("not published")


def may_see_article(who: Who, article: Article) -> Answer:
    """An article is for everybody once it and its issue are published."""
    return YES if article.is_shown else no("not published")


def may_work_on(who: Who, issue: Issue) -> Answer:
    """Whoever makes newsletters works on every issue; one that lies elsewhere is an entry of the archive only."""
    if issue.link:
        return no(_("This issue lies elsewhere. There is nothing to make of it here."))
    return makes_issues(who)


def may_review(who: Who, issue: Issue) -> Answer:
    """Somebody else than its maker and than those who wrote its articles confirms that an issue is right."""
    if not _holds(who, CHECKERS):
        return no(_("Only the staff and moderators may check an issue."))
    if who.pk is not None and (who.pk == issue.made_by_id or who.pk in writers_of(issue)):
        return no(_("You wrote this issue. Please ask somebody else to check it: four eyes see more."))
    return may_work_on(who, issue)


def writers_of(issue: Issue) -> set[int]:
    """Return the people who wrote what its articles say now; one query."""
    latest = Article.objects.filter(issue=issue).values("latest_revision")
    wrote = Revision.objects.filter(pk__in=latest).values_list("user__person", flat=True)
    return {pk for pk in wrote if pk}


def may_publish(who: Who, issue: Issue) -> Answer:
    """Staff publish what was checked, and take it off again."""
    return may_work_on(who, issue) if _holds(who, CHECKERS) else no(_("Only the staff and moderators may publish."))


def may_send(who: Who, issue: Issue) -> Answer:
    """Staff send a published issue."""
    if issue.state not in PUBLIC_STATES or not issue.is_shown:
        return no(_("Please publish the issue first. What is not public is not sent."))
    return keeps_newsletters(who) if not issue.link else may_work_on(who, issue)


def may_keep_copies(who: Who, place: CopyPlace) -> Answer:
    """Staff say where copies go."""
    return keeps_newsletters(who)


MAY: dict[str, Predicate] = {
    "see": may_see_issue,
    "work": may_work_on,
    "review": may_review,
    "reopen": may_work_on,
    "publish": may_publish,
    "take_back": may_publish,
    "send": may_send,
    "finish": may_send,
    "agree": may_keep_copies,
    "end": may_keep_copies,
}
