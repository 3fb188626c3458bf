"""``python -m bench.newsletters PAGES``: how long the paper and the letters of an issue take, as Markdown."""

import sys
import time
from statistics import median
from typing import Any

import django

ROUNDS, READERS = 5, 2_000
#: A page holds about so many articles of this size.
WORDS = (
    "町内会の集会所で、月に二度、学生が相談会を開いています。はじめの約束は「一時間で終える」の一つだけでした。"
    "それでも半年たつと、来る人が学生に聞き返すようになりました。続けるために、小さく始めたそうです。"
)
FLOOR = '#set page(paper: "a4", columns: 2)\n#set text(font: "BIZ UDPGothic", lang: "ja", size: 9.6pt)\n'


def main() -> None:
    """Print the tables; everything that was made is rolled back."""
    django.setup()
    from django.db import connection, transaction

    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    print(f"\n### {'PostgreSQL' if connection.vendor == 'postgresql' else 'SQLite'}\n")
    with transaction.atomic():
        for line in (*_paper(pages), *_letters()):
            print(line)
        transaction.set_rollback(True)


def _times(do: Any, rounds: int) -> list[float]:
    found = []
    for _round in range(rounds):
        began = time.perf_counter()
        do()
        found.append(time.perf_counter() - began)
    return found


def _issue(articles: int) -> Any:
    """Make a sample issue (見本) with so many articles, each with a picture, a list and a box."""
    from tests.factories.newsletters import a_series, an_issue

    issue = an_issue(a_series("mihon-bench", name="見本", is_demo=True), title="となりの人と、一時間だけ", is_demo=True)
    for number in range(articles):
        _article(issue, number)
    return issue


def _article(issue: Any, number: int) -> None:
    from tests.factories.newsletters import a_picture_block, a_text, an_article

    news = {"type": "news", "value": {"heading": f"お知らせ{number}", "text": "<p>1月3日まで休みます。</p>"}}
    text = "\n\n".join([WORDS] * 5)
    an_article(issue, f"見本の記事{number}", a_text(text), a_picture_block(), a_text(text), news, a_text(text))


def _paper(pages: int) -> list[str]:
    """Time an issue of so many pages, from the database to the file, anew each time."""
    import typst

    from kyodo.center.newsletters.models import Issue
    from kyodo.center.newsletters.papers import SHEET, issue_data, issue_pdf
    from kyodo.kernel.paper.press import FONTS, pictures

    issue, articles = _issue(pages), pages
    while (counted := len(pictures(SHEET, issue_data(issue), ppi=10))) < pages:
        _article(issue, articles)
        articles += 1
    made: list[bytes] = []

    def again() -> None:
        # The setter of type remembers what did not change: another title each time keeps it from doing so.
        Issue.objects.filter(pk=issue.pk).update(title=f"見本の号 {len(made)}")
        made.append(issue_pdf(Issue.objects.select_related("series__desk").get(pk=issue.pk)))

    times = _times(again, ROUNDS)
    plain = FLOOR + "\n\n".join([WORDS] * 15 * articles)
    numbers = iter(range(ROUNDS))
    floor = _times(lambda: typst.compile(f"{plain}{next(numbers)}".encode(), font_paths=[str(FONTS)]), ROUNDS)
    return [
        f"An issue of {counted} pages with {articles} pictures as PDF/UA (to reach: 12 pages ≤ 2 s); the floor is "
        "the same words set bare:\n",
        "| pages | first s | p50 s | floor p50 s | KB |",
        "|---|---|---|---|---|",
        f"| {counted} | {times[0]:.2f} | **{median(times):.2f}** | {median(floor):.2f} | {len(made[-1]) // 1024} |\n",
    ]


def _letters() -> list[str]:
    """Time the writing of letters to so many readers batch by batch."""
    from django.utils import timezone

    from kyodo.center.newsletters.actions.sending import BATCH, start_mailing, write_batch
    from kyodo.center.newsletters.models import Reader, Subscription
    from kyodo.kernel.permissions import SYSTEM

    issue, now = _issue(4), timezone.now()
    names = [f"mihon-bench-{n}@example.jp" for n in range(READERS)]
    made = [Reader(code=f"B{n:05}", address=one, address_key=one, confirmed_at=now) for n, one in enumerate(names)]
    Reader.objects.bulk_create(made)
    Subscription.objects.bulk_create(
        Subscription(reader=one, series=issue.series, channel="bench", since=now) for one in made
    )
    mailing = start_mailing(issue=issue, by=SYSTEM, channel="bench")
    times = _times(lambda: write_batch(mailing=mailing, by=SYSTEM, channel="bench"), READERS // BATCH)
    return [
        f"Letters to {READERS:,} readers written into the outbox, {BATCH} a batch:\n",
        "| batch p50 ms | longest batch ms | letters a second |",
        "|---|---|---|",
        f"| **{median(times) * 1000:.0f}** | {max(times) * 1000:.0f} | {READERS / sum(times):,.0f} |\n",
    ]


if __name__ == "__main__":
    main()
