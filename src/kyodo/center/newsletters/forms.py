"""What people type about newsletters."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.newsletters.models import CopyPlace, Issue, Series
from kyodo.center.newsletters.queries.readers import offered
from kyodo.commons.places.public import Facility
from kyodo.kernel.clock.now import today
from kyodo.kernel.text.fields import PhoneField, TidyField
from kyodo.ui.forms import AddressFinding, FullWidthIntegerField, PostcodeField, ThreePartDateField

#: Copies that one place may ask for by itself; more by phone.
MOST_COPIES = 100


class SeriesChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Newsletters with what they are about."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.rhythm}）" if obj.rhythm else str(obj.name)


class SubscribeForm(forms.Form):
    """An address, and which newsletters."""

    address = forms.EmailField(
        label=_("Mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("We use it to send these newsletters, for nothing else."),
    )  # fmt: skip
    series = SeriesChoice(
        Series.objects.none(), label=_("Which newsletters do you wish to read?"), to_field_name="slug",
        error_messages={"required": _("Please choose at least one newsletter.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = offered()  # type: ignore[attr-defined]


class OwnForm(forms.Form):
    """A reader's choice. ``shown`` names what the page showed, so that nothing else is ended by it."""

    series = SeriesChoice(
        Series.objects.none(), label=_("Newsletters that you get by mail"), to_field_name="slug", required=False
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, chosen: set[int], *args: Any, **kwargs: Any):
        rows = [one for one in Series.objects.order_by("order", "slug") if one.pk in chosen or self._is_offered(one)]
        initial = {
            "series": [one.slug for one in rows if one.pk in chosen],
            "shown": " ".join(one.slug for one in rows),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        choices = Series.objects.filter(pk__in=[one.pk for one in rows]).order_by("order", "slug")
        self.fields["series"].queryset = choices  # type: ignore[attr-defined]

    @staticmethod
    def _is_offered(series: Series) -> bool:
        return series.is_public and series.takes_readers

    def keywords(self) -> dict[str, Any]:
        """Return the choice as keywords of an action."""
        shown = self.cleaned_data["shown"].split()
        return {"wanted": list(self.cleaned_data["series"]), "shown": list(Series.objects.filter(slug__in=shown))}


class CopiesForm(AddressFinding, forms.Form):
    """An organization or a place asks for copies on paper; to its office, not to a person's home."""

    series = forms.ModelChoiceField(
        Series.objects.none(), label=pgettext_lazy("noun", "Newsletter"), to_field_name="slug", empty_label=None
    )
    name = TidyField(label=_("Name of the organization or place"), max_length=100)
    addressee = TidyField(
        label=_("Office that receives it"), max_length=60, required=False,
        help_text=_("Such as 会長 or 図書コーナー. A person's name is not needed."),
    )  # fmt: skip
    postcode = PostcodeField(label=_("Postcode"), help_text=_("For example 980-0811"))
    address = TidyField(label=_("Address"), max_length=200)
    phone = PhoneField(label=_("Phone"), max_length=40, required=False, help_text=_("In case we have a question."))
    copies = FullWidthIntegerField(
        label=_("How many copies?"), unit=pgettext_lazy("unit", "copies"), min_value=1, max_value=MOST_COPIES
    )
    is_shown = forms.BooleanField(
        label=_("Visitors may take a copy there; you may show the place on this site"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = offered()  # type: ignore[attr-defined]


class PlaceForm(AddressFinding, forms.Form):
    """The desk writes a place where copies go."""

    series = forms.ModelChoiceField(
        Series.objects.none(), label=pgettext_lazy("noun", "Newsletter"), to_field_name="slug", empty_label=None
    )
    facility = forms.ModelChoiceField(
        Facility.objects.none(), label=_("Facility of the directory"), required=False, to_field_name="slug",
        empty_label=_("None of them"),
    )  # fmt: skip
    name = TidyField(label=_("Name of the organization or place"), max_length=100)
    addressee = TidyField(label=_("Office that receives it"), max_length=60, required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    address = TidyField(
        label=_("Address"), max_length=200, required=False, help_text=_("Empty: the address of the facility.")
    )
    copies = FullWidthIntegerField(label=_("Copies of each issue"), min_value=1, max_value=9999)
    is_shown = forms.BooleanField(
        label=_("Visitors may take a copy there: show the place on this site"), required=False
    )

    def __init__(self, place: CopyPlace | None, *args: Any, **kwargs: Any):
        initial = {name: getattr(place, name) for name in self.base_fields} if place else {}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["series"].queryset = Series.objects.filter(is_public=True)  # type: ignore[attr-defined]
        self.fields["facility"].queryset = Facility.objects.filter(is_public=True)  # type: ignore[attr-defined]


class IssueForm(forms.Form):
    """The frame of an issue; its articles are written in the CMS."""

    series = forms.ModelChoiceField(
        Series.objects.none(), label=pgettext_lazy("noun", "Newsletter"), to_field_name="slug", empty_label=None
    )
    number = FullWidthIntegerField(
        label=pgettext_lazy("newsletter", "Number"), required=False, min_value=1, max_value=99999,
        help_text=_("Empty where the newsletter counts by months only."),
    )  # fmt: skip
    month = forms.CharField(
        label=pgettext_lazy("newsletter", "Month"), max_length=10, help_text=_("For example 2026-12"),
        widget=forms.TextInput({"inputmode": "numeric", "class": "is-short"}),
    )  # fmt: skip
    title = TidyField(label=pgettext_lazy("newsletter", "Headline"), max_length=120, required=False)
    lead = TidyField(
        label=pgettext_lazy("newsletter", "What the issue tells"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def __init__(self, issue: Issue | None, *args: Any, **kwargs: Any):
        initial = {n: getattr(issue, n) for n in ("month", "title", "lead")} if issue else {"month": f"{today():%Y-%m}"}
        super().__init__(*args, **{"initial": initial, **kwargs})
        if issue:
            # What is part of its address stays.
            del self.fields["series"], self.fields["number"]
        else:
            self.fields["series"].queryset = Series.objects.filter(is_public=True)  # type: ignore[attr-defined]

    def clean_month(self) -> str:
        """Return the month as 2026-12; 2026年12月 and 2026/12 are read too."""
        found = re.fullmatch(r"(\d{4})\D(\d{1,2})月?", TidyField().clean(self.cleaned_data["month"]))
        try:
            return f"{date(int(found[1]), int(found[2]), 1):%Y-%m}" if found else self._no_month()
        except ValueError:
            return self._no_month()

    def _no_month(self) -> str:
        raise forms.ValidationError(_("Please write year and month, such as 2026-12."), code="month")


class TestForm(forms.Form):
    """Where a trial letter goes."""

    address = forms.EmailField(label=_("Your own mail address"), max_length=254)


class RunForm(forms.Form):
    """How many copies were printed, and when."""

    printed = FullWidthIntegerField(
        label=_("Copies printed"), unit=pgettext_lazy("unit", "copies"), min_value=1, max_value=999_999
    )
    printed_on = ThreePartDateField(label=_("Printed on"))


class LeftForm(forms.Form):
    """How many copies were left over."""

    left_over = FullWidthIntegerField(
        label=_("Copies left over"), unit=pgettext_lazy("unit", "copies"), min_value=0, max_value=999_999
    )


class SearchForm(forms.Form):
    """An address, typed whole."""

    address = forms.EmailField(
        label=_("Mail address, whole"), max_length=254, widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("Each search is written into the audit."),
    )  # fmt: skip
