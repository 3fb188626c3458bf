"""What is missing before an issue may go public: each point says what to do, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyodo.center.newsletters.models import Article, Issue
from kyodo.center.newsletters.states import PictureConsent
from kyodo.kernel.clock.now import today
from kyodo.kernel.clock.partial import PartialDate
from kyodo.ui.richtext import plain

WEEKDAYS = "月火水木金土日"
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[(（]([月火水木金土日])")


@dataclass(frozen=True)
class Point:
    """One point of the list: what it is about, what is missing (nothing: it is done), and the article to change."""

    label: str
    missing: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return not self.missing


def checklist(issue: Issue) -> list[Point]:
    """Return the points of an issue as it stands in the CMS; one query."""
    articles = list(Article.objects.filter(issue=issue).order_by("order", "pk"))
    return [
        Point(_("There are articles, and each of them is published in the CMS"), tuple(_articles(articles))),
        Point(_("Every picture says what is to be seen"), tuple(_pictures(articles, _lacks_text))),
        Point(_("Everybody who can be recognized on a picture agreed"), tuple(_pictures(articles, _lacks_consent))),
        Point(_("Dates have the right day of the week, and lists of events lie ahead"), tuple(_dates(issue, articles))),
        Point(_("It says who publishes it and whom to ask"), tuple(_colophon(issue))),
    ]


def is_complete(points: list[Point]) -> bool:
    """Say whether nothing is missing."""
    return all(point.is_done for point in points)


def _articles(articles: list[Article]) -> Iterator[str]:
    if not articles:
        yield _("There is no article yet. Write one in the CMS.")
    for article in articles:
        if not article.live:
            yield _("“%(title)s” is a draft. Submit it in the CMS; somebody else publishes it.") % {
                "title": article.title
            }
        elif article.has_unpublished_changes:
            yield _("“%(title)s” has changes that are not published yet.") % {"title": article.title}


def _pictures(articles: list[Article], lacks: Any) -> Iterator[str]:
    for article in articles:
        number = sum(1 for block in article.body.raw_data if block["type"] == "picture" and lacks(block["value"]))
        if number:
            yield ngettext(
                "“%(title)s”: %(number)s picture. Please write it in the CMS.",
                "“%(title)s”: %(number)s pictures. Please write it in the CMS.",
                number,
            ) % {"title": article.title, "number": number}


def _lacks_text(value: dict[str, Any]) -> bool:
    return not str(value.get("alt") or "").strip()


def _lacks_consent(value: dict[str, Any]) -> bool:
    consent = value.get("consent") or PictureConsent.UNKNOWN.value
    has_note = bool(str(value.get("consent_note") or "").strip())
    return consent == PictureConsent.UNKNOWN or (consent == PictureConsent.GIVEN and not has_note)


def _colophon(issue: Issue) -> Iterator[str]:
    if not issue.series.publisher:
        yield _("The publisher of the newsletter is not written. Please write it in the CMS.")
    if issue.series.desk is None:
        yield _("The desk to ask is not chosen. Please choose it in the CMS.")


# --- dates ----------------------------------------------------------------------------------------


def _dates(issue: Issue, articles: list[Article]) -> Iterator[str]:
    for article in articles:
        for wrong in wrong_weekdays(words_of(article), PartialDate.from_iso(issue.month).date):
            yield _("“%(title)s”: %(what)s") % {"title": article.title, "what": wrong}
        for block in article.body.raw_data:
            until = block["value"].get("until") if block["type"] == "events" else None
            if until and date.fromisoformat(until) < today():
                yield _("“%(title)s”: the list of events lies in the past.") % {"title": article.title}


def words_of(article: Article) -> str:
    """Return the words of an article without markup."""
    values = (value for block in article.body.raw_data for value in block["value"].values())
    return " ".join([article.title, article.lead, *(plain(value) for value in values if isinstance(value, str))])


def wrong_weekdays(text: str, near: date) -> Iterator[str]:
    """Yield a sentence for each date of a text whose day of the week is another one.

    A date without a year is the one closest to ``near``.
    """
    for year, month, day, weekday in _DATE.findall(text):
        years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
        days = [found for y in years if (found := _day(y, int(month), int(day)))]
        if not days:
            yield _("there is no %(date)s") % {"date": f"{month}月{day}日"}
            continue
        found = min(days, key=lambda one: abs((one - near).days))
        if WEEKDAYS[found.weekday()] != weekday:
            facts = {"date": f"{found.year}年{month}月{day}日", "is": WEEKDAYS[found.weekday()], "said": weekday}
            yield _("%(date)s is %(is)s, not %(said)s") % facts


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
