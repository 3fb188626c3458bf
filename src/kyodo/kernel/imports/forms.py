"""What people choose about a sent file; checks nothing that the actions check."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.imports.columns import missing
from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.imports.models import SentFile


class FileForm(forms.Form):
    """The file itself."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV, or a zip with one CSV; up to 20 MB."),
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.zip"}),
    )  # fmt: skip

    only = forms.CharField(max_length=60, required=False)

    def __init__(self, desk: ImportDesk, data: Any = None, files: Any = None):
        super().__init__(data, files)
        self.fields["only"].label, self.fields["only"].help_text = str(desk.narrow_label), str(desk.narrow_help)
        if not desk.narrow_by:
            del self.fields["only"]

    def keywords(self) -> dict[str, Any]:
        """Return what was chosen as the keywords of receiving it."""
        file = self.cleaned_data["file"]
        return {"file": file, "file_name": file.name, "only": self.cleaned_data.get("only", "")}


class ColumnsForm(forms.Form):
    """For each column of the file: what it holds; those that nobody recognized come first."""

    def __init__(self, desk: ImportDesk, sent: SentFile, samples: Sequence[str], data: Any = None):
        super().__init__(data)
        self.desk = desk
        taken = {place: key for key, place in sent.columns.items()}
        choices = [("", _("do not import")), *((target.key, target.label) for target in desk.targets)]
        for place, name in sorted(enumerate(sent.header), key=lambda column: column[0] in taken):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name.strip() or _("column %(n)s without a name") % {"n": place + 1}, required=False,
                choices=choices, initial=taken.get(place, ""),
                help_text=_("For example: %(values)s") % {"values": samples[place]} if samples[place] else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for one thing, and a file without what cannot be done without."""
        columns = self.columns()
        chosen = [value for value in self.cleaned_data.values() if value]
        if len(columns) < len(chosen):
            labels = {target.key: target.label for target in self.desk.targets}
            twice = "、".join(labels[key] for key in columns if chosen.count(key) > 1)
            raise ValidationError(_("Several columns are said to hold %(names)s. Please keep one.") % {"names": twice})
        if lacking := missing(columns, self.desk.targets):
            names = "、".join(target.label for target in lacking)
            raise ValidationError(_("Please say which column holds: %(names)s") % {"names": names})
        return self.cleaned_data

    def columns(self) -> dict[str, int]:
        """Return the places of the columns by the keys of what they hold."""
        return {key: int(name.removeprefix("column_")) for name, key in self.cleaned_data.items() if key}


class ApplyForm(forms.Form):
    """How a preview is applied."""

    shows_new = forms.BooleanField(required=False, initial=True)

    def __init__(self, desk: ImportDesk, data: Any = None):
        super().__init__(data)
        self.fields["shows_new"].label = str(desk.shows_new_label)
        if not desk.shows_new_label:
            del self.fields["shows_new"]

    def keywords(self) -> dict[str, Any]:
        """Return what was chosen as the keywords of applying it."""
        return {"shows_new": self.is_valid() and self.cleaned_data.get("shows_new", True)}
