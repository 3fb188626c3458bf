"""Programmes, guides and figures for tests, on a fixed day."""

import itertools
import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from wagtail.models import Site

from kyodo.kernel.search.index import rebuild
from kyodo.navigator.models import Dataset, DatasetRow, GuideIndexPage, GuidePage, SupportProgramme

TOKYO = ZoneInfo("Asia/Tokyo")
#: The day on which the tests of this folder happen.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=TOKYO)
FRESH = date(2026, 11, 1)
_numbers = itertools.count(1)


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """Return a moment in Tokyo."""
    return datetime(year, month, day, hour, tzinfo=TOKYO)


def a_programme(name: str = "花いっぱい助成", *, wards: Any = (), fields: Any = (), **values: Any) -> SupportProgramme:
    """Make a programme that is published and was confirmed lately."""
    number = next(_numbers)
    given = {
        "slug": f"programme-{number}", "kind": "grant", "summary": "苗や土の費用を助成します。", "confirmed_on": FRESH,
        "live": True, **values,
    }  # fmt: skip
    programme = SupportProgramme(name=name, **given)
    programme.save()
    programme.wards.set(wards)
    programme.fields.set(fields)
    programme.save()
    return programme


def a_guide(title: str = "協働とは", blocks: list[dict[str, Any]] | None = None, **values: Any) -> GuidePage:
    """Make a published guide on the shelf."""
    shelf = GuideIndexPage.objects.first()
    if shelf is None:
        shelf = GuideIndexPage(title="ガイド", slug="guides")
        Site.objects.get(is_default_site=True).root_page.add_child(instance=shelf)
    given = {"slug": f"guide-{next(_numbers)}", "group": "basics", "body": json.dumps(blocks or []), **values}
    guide = GuidePage(title=title, **given)
    shelf.add_child(instance=guide)
    return guide


def a_dataset(
    title: str = "町内会の加入率", rows: Any = (("2016年", "79.6"), ("2024年", "72.5")), **values: Any
) -> Dataset:
    """Make a table of figures."""
    dataset = Dataset.objects.create(
        title=title, **{"slug": f"data-{next(_numbers)}", "unit": "%", "decimals": 1, **values}
    )
    for order, (label, value) in enumerate(rows):
        DatasetRow.objects.create(
            dataset=dataset, label=label, value=value, sort_order=order, source=["https://example.jp/"]
        )
    return dataset


def found_anew() -> None:
    """Write the search index as the sources give it now."""
    with transaction.atomic():
        rebuild()
