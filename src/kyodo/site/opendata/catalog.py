"""The data sets of the house as pages and catalogues need them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kyodo.commons.places.models import City
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.registry import OPEN_DATA, Column, DataSet, Text
from kyodo.kernel.stock import Stock, stocks

PREVIEWED = 3
#: The languages of titles and descriptions in catalogues for machines.
LANGUAGES = ("ja", "en")


@dataclass(frozen=True)
class Terms:
    """Who publishes the data and under which license; what the city has not decided is empty."""

    publisher: str
    code: str
    license_name: str
    license_url: str
    phone: str = ""
    mail: str = ""
    desk: str = ""

    @property
    def in_words(self) -> str:
        """The terms in one sentence."""
        name = self.license_name or self.license_url
        if not name:
            return _("The city has not decided on the terms of use yet. Please ask it before you use the data.")
        return _("You may use these data under %(license)s.") % {"license": name}


@dataclass(frozen=True)
class Card:
    """A data set in the catalogue. ``updated`` is the day of the last change, where it is known."""

    set: DataSet
    count: int
    updated: date | None

    @property
    def key(self) -> str:
        return self.set.key

    @property
    def path(self) -> str:
        """The path of its page, in the reader's language."""
        return reverse("data_set", args=[self.set.key])

    @property
    def reading_path(self) -> str:
        """Where people read the same things as pages: a name of an address or a path; "" where nobody built it."""
        if self.set.page.startswith("/"):
            return self.set.page
        try:
            return reverse(self.set.page)
        except NoReverseMatch:
            return ""

    def file(self, ending: str) -> str:
        """Return the path of one of its files: ``csv``, ``json`` or ``csv-metadata.json``."""
        return f"/data/{self.set.key}.{ending}"

    @property
    def csv_path(self) -> str:
        return self.file("csv")

    @property
    def json_path(self) -> str:
        return self.file("json")

    @property
    def metadata_path(self) -> str:
        return self.file("csv-metadata.json")


@dataclass(frozen=True)
class Preview:
    """The first records side by side: a line is a column's name, and for each record its heading and its cell.

    Columns that are empty in all of them are left out.
    """

    headings: Sequence[str]
    lines: Sequence[tuple[str, Sequence[tuple[str, str]]]]


def terms() -> Terms:
    """Return who publishes the data and how they may be used; kept until public data change."""
    return remember(("open data", "terms"), _terms)


def _terms() -> Terms:
    city = City.objects.select_related("contact_desk").first()
    if city is None:
        return Terms("kyodo", "", "", "")
    desk = city.contact_desk
    return Terms(
        city.publisher or city.name, city.code, city.license_name, city.license_url,
        desk.phone if desk else "", desk.mail if desk else "", desk.name if desk else "",
    )  # fmt: skip


def cards() -> list[Card]:
    """Return all sets in their order; kept until public data change, whatever the reader's language.

    Where no change of its own is known, as of the list of the sets, the last of all sets counts.
    """
    return remember(("open data", "cards"), _cards)


def _cards() -> list[Card]:
    held = stocks(OPEN_DATA)
    found = [_card(one, held[one.key]) for one in OPEN_DATA]
    last = last_change(found)
    return [card if card.set.records else replace(card, updated=last) for card in found]


def card_or_404(key: str) -> Card:
    """Return one set. Raises ``Http404`` for a key that nobody hung."""
    one = OPEN_DATA.find(key)
    if one is None:
        raise Http404
    if one.records is None:
        return next(card for card in cards() if card.key == key)
    return remember(("open data", key), lambda: _card(one, stocks([one])[key]))


def _card(one: DataSet, held: Stock) -> Card:
    return Card(one, held.count, day(held.updated))


def day(moment: datetime | date | None) -> date | None:
    """Return the day of a last change."""
    return localtime(moment).date() if isinstance(moment, datetime) else moment


def last_change(found: Sequence[Card]) -> date | None:
    """Return the day on which any of the sets changed last."""
    return max((card.updated for card in found if card.updated), default=None)


def preview(card: Card) -> Preview:
    """Return the first records in words; kept until public data change."""
    return remember(("open data", card.key, "preview", get_language()), lambda: _preview(card))


def _preview(card: Card) -> Preview:
    records = [[shown(cell) for cell in row] for row in card.set.rows(PREVIEWED)]
    headings = [_("record %(n)s") % {"n": n} for n in range(1, len(records) + 1)]
    lines = [
        (column.title, [(heading, record[place]) for heading, record in zip(headings, records, strict=True)])
        for place, column in enumerate(card.set.columns)
        if any(record[place] for record in records)
    ]
    return Preview(headings, lines)


def shown(cell: Any) -> str:
    """Write a cell for people."""
    if cell is None or cell is False:
        return ""
    if isinstance(cell, (list, tuple)):
        return pgettext("list", ", ").join(map(str, cell))
    return "1" if cell is True else str(cell)[:200]


def columns_of(card: Card) -> list[tuple[Column, str]]:
    """Return the columns with their types in words."""
    names = {
        "string": pgettext("data type", "text"), "integer": _("whole number"),
        "decimal": pgettext("data type", "number"), "date": _("date"), "time": _("time"), "uri": _("web address"),
    }  # fmt: skip
    return [(column, names.get(column.datatype, column.datatype)) for column in card.set.columns]


def in_language(text: Text, language: str) -> str:
    """Return a text in one of the site's languages."""
    with translation.override(language):
        return str(text)


def whole(path: str) -> str:
    """Return the whole address of a path."""
    return f"{settings.SITE_URL}{path}"


def page_of(card: Card | None = None) -> str:
    """Return the whole address of the catalogue's page, or of a set's, in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return whole(card.path if card else reverse("data"))


def addresses() -> Iterator[tuple[str, date | None]]:
    """Yield the path of the catalogue and of each set with the day of its last change."""
    found = cards()
    yield page_of().removeprefix(settings.SITE_URL), last_change(found)
    for card in found:
        yield page_of(card).removeprefix(settings.SITE_URL), card.updated
