"""Newsletters, issues and articles, and readers by mail."""

import itertools
import json
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from kyodo.center.newsletters.links import new_code
from kyodo.center.newsletters.models import Article, Issue, Reader, Series, Subscription
from kyodo.center.newsletters.states import IssueState
from kyodo.kernel.notices.limits import address_key
from kyodo.ui.richtext import from_markdown

_numbers = itertools.count(1)


def a_series(slug: str = "palette", **values: Any) -> Series:
    """Make (or find) a newsletter that may be subscribed to."""
    given = {"name": "ぱれっと", "publisher": "見本センター", "takes_readers": True, **values}
    return Series.objects.get_or_create(slug=slug, defaults=given)[0]


def an_issue(series: Series | None = None, *, number: int | None = None, **values: Any) -> Issue:
    """Make an issue that is published unless said otherwise."""
    series = series or a_series()
    number = number if number is not None else next(_numbers)
    given = {
        "month": "2026-12", "state": IssueState.PUBLISHED, "published_at": timezone.now(), "key": str(number),
        "slug": f"{series.slug}-{number}", **values,
    }  # fmt: skip
    return Issue.objects.create(series=series, number=number, **given)


def an_article(issue: Issue, title: str = "花だんの一年", *blocks: dict[str, Any], **values: Any) -> Article:
    """Make an article that is ready, with these blocks."""
    number = next(_numbers)
    given = {"slug": f"article-{number}", "lead": f"{title}の話です。", "live": True, "order": number, **values}
    body = json.dumps([{"id": f"b{number}-{n}", **block} for n, block in enumerate(blocks or (a_text(),))])
    return Article.objects.create(issue=issue, title=title, body=body, **given)


def a_text(words: str = "公園の花だんを、みんなで世話しています。") -> dict[str, Any]:
    """Return a block of text, written as Markdown."""
    return {"type": "text", "value": {"text": from_markdown(words)}}


def a_picture_block(**values: Any) -> dict[str, Any]:
    """Return a block with a small picture that says what is to be seen, and that nobody is to be recognized."""
    out = BytesIO()
    Image.new("RGB", (60, 40), "#0B5D3B").save(out, "PNG")
    image = get_image_model().objects.create(title="花だん", file=ContentFile(out.getvalue(), "hana.png"))
    given = {"image": image.pk, "alt": "花だんに水をやる人", "caption": "朝の水やり", "credit": "", "consent": "nobody",
             "consent_note": "", **values}  # fmt: skip
    return {"type": "picture", "value": given}


def a_reader(address: str, *series: Series, **values: Any) -> Reader:
    """Make a reader who confirmed."""
    now = values.pop("since", timezone.now())
    reader = Reader.objects.create(
        code=new_code(), address=address, address_key=address_key(address), confirmed_at=now, **values
    )
    for one in series or (a_series(),):
        Subscription.objects.create(reader=reader, series=one, channel="test", since=now)
    return reader
