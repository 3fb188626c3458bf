"""The mail edition of an issue: what each article is about, the coming events, and the way to read on."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import override

from kyodo.center.newsletters.links import leave_address, own_address
from kyodo.center.newsletters.models import Issue, Reader
from kyodo.center.newsletters.queries.issues import blocks_of, live_articles
from kyodo.center.newsletters.words import path_of, whole
from kyodo.kernel.notices.wording import worded

TEXT, HTML = "newsletters/notices/issue.txt", "newsletters/notices/issue.html"
#: Stand in the letter for the two links that each reader has of their own.
_OWN, _LEAVE = "https://own.invalid/", "https://leave.invalid/"


@dataclass(frozen=True)
class Letter:
    """The letter of an issue, the same for everybody but for two links."""

    subject: str
    text: str
    html: str
    series: str
    reply_to: str

    def to(self, reader: Reader) -> tuple[str, str, str]:
        """Return text, HTML and the link to leave for one reader."""
        own, leave = own_address(reader), leave_address(reader.code, self.series)
        text = self.text.replace(_OWN, own).replace(_LEAVE, leave)
        return text, self.html.replace(_OWN, escape(own)).replace(_LEAVE, escape(leave)), leave


def letter_of(issue: Issue) -> Letter:
    """Return the letter of an issue, in Japanese as the issue is."""
    with override(settings.LANGUAGE_CODE):
        context = _context(issue)
        subject, text = worded(TEXT, context, settings.LANGUAGE_CODE)
        html = render_to_string(HTML, {**context, "subject": subject})
    desk = issue.series.desk
    return Letter(subject, text, html, issue.series.slug, desk.mail if desk else "")


def _context(issue: Issue) -> dict[str, Any]:
    articles = live_articles(issue)
    for article in articles:
        article.issue = issue
    events = [line for article in articles for block in blocks_of(article) for line in block.events]
    page = path_of(issue.series.slug, issue.key)
    return {
        "issue": issue,
        "series": issue.series,
        "articles": [(one, whole(path_of(issue.series.slug, issue.key, one.slug))) for one in articles],
        "events": [(event, whole(event.href)) for event in events],
        "url": whole(page),
        "paper": whole(f"{page}issue.pdf"),
        "own": _OWN,
        "leave": _LEAVE,
    }
