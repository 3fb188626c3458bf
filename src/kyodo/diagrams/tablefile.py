"""Joint works as a table file; only who has confirmed to take part is named."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse

from kyodo.commons.collaborations.public import Collaboration, address_of
from kyodo.diagrams.directory import confirmed_of
from kyodo.kernel.tables.write import table_file

COLUMNS = (
    "名称",
    "名称_カナ",
    "状況",
    "目的",
    "分野",
    "区",
    "始まり",
    "終わり",
    "担い手",
    "終了の理由",
    "ページ",
    "見本",
)


def row_of(work: Collaboration) -> list[Any]:
    """Return a joint work's row."""
    spans = list(work.spans.all())
    is_open = any(not span.until for span in spans)
    return [
        work.title, work.title_reading, work.get_state_display(), work.aim, [f.name for f in work.fields.all()],
        [w.name for w in work.wards.all()], min((span.since for span in spans), default=""),
        "" if is_open else max((span.until for span in spans), default=""),
        [partner.shown_name for partner in confirmed_of(work)], work.end_reason,
        settings.SITE_URL + address_of(work.slug), "見本" if work.is_demo else "",
    ]  # fmt: skip


def works_file(works: Iterable[Collaboration]) -> StreamingHttpResponse:
    """Return these joint works as a table."""
    return table_file("collaborations", COLUMNS, map(row_of, works))
