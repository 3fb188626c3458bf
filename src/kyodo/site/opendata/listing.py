"""The list of data sets as a data set (オープンデータ一覧 of the municipal standard)."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import OPEN_DATA, Column, DataSet
from kyodo.site.opendata.catalog import cards, in_language, page_of, terms

KEY = "datasets"
COLUMNS = (
    Column("code", "全国地方公共団体コード", _("the six-digit code of the local government")),
    Column("id", "ID", _("the data set in its address"), is_required=True),
    Column("publisher", "地方公共団体名", _("who publishes it")),
    Column("title", "データ名称", _("name of the data set"), is_required=True),
    Column("description", "データ概要", _("what it holds")),
    Column("formats", "データ形式", _("the formats of its files")),
    Column("category", "分類", _("one of the standard's seventeen categories; empty as long as the city names none")),
    Column("frequency", "更新頻度", _("how often it changes")),
    Column("url", "URL", _("its page"), "uri"),
    Column("has_api", "API対応有無", _("whether there is an interface for programs that asks for single records")),
    Column("license", "ライセンス", _("under which license; empty as long as the city has not decided")),
    Column("registered", "登録日", _("since when it is offered, where that is known"), "date"),
    Column("updated", "最終更新日", _("day of the last change, where it is known"), "date"),
    Column("note", "備考", _("note")),
)


def _rows(first: int | None) -> Iterator[Sequence[Any]]:
    known = terms()
    for card in islice(cards(), first):
        one = card.set
        yield (
            known.code, one.key, known.publisher, in_language(one.title, "ja"), in_language(one.description, "ja"),
            ["CSV", "JSON"], "", "随時", page_of(card), "無", known.license_name, None, card.updated,
            in_language(one.standard, "ja"),
        )  # fmt: skip


LISTING = DataSet(
    KEY,
    _("List of open data"),
    _("All data sets of this site, with their formats and the day of their last change."),
    (_("open data"), _("catalogue")),
    COLUMNS,
    _rows,
    None,
    "data",
    count=lambda: len(OPEN_DATA),
    standard=_("Municipal standard open data sets: list of open data"),
    order=900,
)
