from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.imports.plan import Outcome
from kyodo.kernel.imports.states import SentState


class SentFile(models.Model):
    """A table as somebody sent it. ``kind`` is the key of the desk that takes it."""

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=SentState, default=SentState.SENT)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    header = models.JSONField(default=list)
    #: Which column of the file holds what: the key of a target → its place in the header, from 0.
    columns = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    #: Only rows that say this in the desk's column ``narrow_by`` were taken, and so many others were left out.
    only = models.CharField(max_length=60, blank=True)
    left_out = models.PositiveIntegerField(default=0)
    #: Who asked for it to be imported and how (see ``desk.Applied``), and the last row that is dealt with.
    asked = models.JSONField(default=dict, blank=True)
    done_to = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sent file")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["kind", "-made_at"], name="sent_file_latest")]

    def __str__(self) -> str:
        return self.file_name


class SentRow(models.Model):
    """One row of a sent file: what it said, what was made of it and why.

    ``cells`` are kept only until the file is applied. ``thing`` is the opaque key of what the row
    created or means.
    """

    file = models.ForeignKey(SentFile, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(pgettext_lazy("import", "row"))
    cells = models.JSONField(default=list)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    #: What the row says, by name of the field; what it would change, as [before, after].
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    notes = models.JSONField(_("notes"), default=list)
    #: What only a person can decide; where there is any, ``needs_person``.
    asks = models.JSONField(default=list)
    needs_person = models.BooleanField(default=False)
    thing = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="sent_row_once")]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"

    def said(self) -> tuple[Any, ...]:
        """Return what was made of the row, for comparing."""
        return (self.outcome, self.changes, self.notes, self.asks, self.thing)
