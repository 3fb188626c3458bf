"""The story of a joint work in rows: its periods, dated steps, and figures by year."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kyodo.commons.collaborations.public import Collaboration, Event, Span, YearFigure, events_of, figures_of, spans_of
from kyodo.diagrams.forms.rows import Raw, Row, RowsForm
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.partial import PartialDate
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import Text
from kyodo.kernel.text.fields import TidyField
from kyodo.ui.forms import PartialDateField


def when() -> forms.TextInput:
    """Return a control for a day as far as it is known; how to write it stands once on the page, as ``hint-when``."""
    return forms.TextInput({"autocomplete": "off", "aria-describedby": "hint-when"})


def typed_date(iso: str) -> str:
    """Return a stored day as somebody would type it in the language of the page."""
    return PartialDate.from_iso(iso).text() if iso and get_language() == settings.LANGUAGE_CODE else iso


def check_order(row: forms.Form) -> None:
    """Add an error to ``until`` where it lies before ``since``."""
    since, until = row.cleaned_data.get("since"), row.cleaned_data.get("until")
    if since and until and PartialDate.from_iso(until).end <= PartialDate.from_iso(since).date:
        row.add_error("until", _("This lies before the beginning. Please check both."))


class SpanRow(Row):
    """A period in which the work went on."""

    said = ("since", "until", "note")
    since = PartialDateField(label=_("Since"), widget=when())
    until = PartialDateField(label=_("Until"), required=False, widget=when())
    note = TidyField(label=pgettext_lazy("period", "What it was"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        check_order(self)
        return self.cleaned_data


class EventRow(Row):
    """A dated step."""

    said = ("on", "title")
    on = PartialDateField(label=pgettext_lazy("event", "When"), widget=when())
    title = TidyField(label=pgettext_lazy("event", "What happened"), max_length=150)


class FigureRow(Row):
    """A number of one fiscal year."""

    said = ("label", "unit", "year", "value")
    label = TidyField(label=_("What is counted"), max_length=60, help_text=_("For example: 参加した人"))
    year = TidyField(label=_("Fiscal year"), help_text=_("For example: 2025年度, 令和7年度"))
    value = TidyField(label=pgettext_lazy("figure", "Number"), max_length=20)
    unit = TidyField(label=_("Unit"), max_length=12, help_text=_("For example: 人"))

    def clean_year(self) -> int:
        try:
            return FiscalYear.read(self.cleaned_data["year"]).year
        except Unusable as error:
            raise ValidationError(str(error.message)) from error

    def clean_value(self) -> Decimal:
        plain = re.sub(r"[,、\s]", "", unicodedata.normalize("NFKC", self.cleaned_data["value"]))
        try:
            value = Decimal(plain)
        except InvalidOperation as error:
            raise ValidationError(_("Please write a number in digits, such as 1200 or 12.5.")) from error
        if not 0 <= value < 10**12 or value != round(value, 2):
            raise ValidationError(_("Please write a number with two decimals at the most."))
        return value


class StoryForm(RowsForm):
    """Periods, dated steps and figures as somebody typed them."""

    kinds = {"span": SpanRow, "event": EventRow, "figure": FigureRow}
    labels = {
        "span": _("Period"),
        "event": pgettext_lazy("collaboration", "Milestone"),
        "figure": pgettext_lazy("noun", "Figure"),
    }

    def __init__(self, raws: Mapping[str, Sequence[Raw]], do: str = "", seen_at: str = ""):
        self.seen_at = seen_at
        super().__init__(raws, do)

    @classmethod
    def asked(cls, work: Collaboration, data: QueryDict | None) -> "StoryForm":
        """Return the form as it was sent, or with what is known now."""
        if data:
            return cls(cls.read(data), data.get("do", ""), data.get("seen_at", ""))
        return cls(_known(work), seen_at=work.changed_at.isoformat())

    def refused(self, words: Text, work: Collaboration) -> None:
        """Say why nothing was saved; sent again, it is compared with how it stands now."""
        self.told.append(words)
        self.seen_at = Collaboration.objects.values_list("changed_at", flat=True).get(pk=work.pk).isoformat()

    def keywords(self) -> dict[str, Any]:
        """Return what was typed as the keywords of an action."""
        return {
            "spans": [Span(**row.cleaned_data) for _n, row in self.filled("span")],
            "events": [Event(**row.cleaned_data) for _n, row in self.filled("event")],
            "figures": [YearFigure(**row.cleaned_data) for _n, row in self.filled("figure")],
            "seen_at": parse_datetime(self.seen_at) if self.seen_at else None,
        }


def _known(work: Collaboration) -> dict[str, Sequence[Raw]]:
    figures = [figure for found in figures_of(work).values() for figure in found]
    return {
        "span": [{"since": typed_date(s.since), "until": typed_date(s.until), "note": s.note} for s in spans_of(work)]
        or [{}],
        "event": [{"on": typed_date(event.on), "title": event.title} for event in events_of(work)] or [{}],
        "figure": [
            {"label": f.label, "year": FiscalYear(f.year).label, "value": f"{f.value.normalize():f}", "unit": f.unit}
            for f in figures
        ]
        or [{}],
    }
