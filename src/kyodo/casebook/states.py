"""The parts of which a case is told, and how lists of cases are sorted and shown. Drafts are the CMS's."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Part(models.TextChoices):
    """What a part of a case tells; its label is the heading on the page."""

    BEGAN = "began", pgettext_lazy("case", "How it began")
    DONE = "done", pgettext_lazy("case", "What was done")
    CHALLENGE = "challenge", pgettext_lazy("case", "What was tried for the first time")
    EFFECT = "effect", pgettext_lazy("case", "What came of it")
    DEVISED = "devised", pgettext_lazy("case", "What made it work")
    STUMBLED = "stumbled", pgettext_lazy("case", "Where it stumbled, and what was learned")
    COST = "cost", pgettext_lazy("case", "What it cost")
    LASTING = "lasting", pgettext_lazy("case", "How it is kept going")
    COPY = "copy", pgettext_lazy("case", "What others can copy")
    OTHER = "other", pgettext_lazy("case", "Something else, under a heading of its own")


class Sort(models.TextChoices):
    """Orders of the list."""

    NEW = "new", pgettext_lazy("sort by", "newest entry")
    YEAR = "year", pgettext_lazy("sort by", "fiscal year")
    NAME = "name", pgettext_lazy("sort by", "title")


class View(models.TextChoices):
    """Ways to look at the same cases."""

    DIAGRAMS = "diagrams", pgettext_lazy("cases", "With diagrams")
    LIST = "list", pgettext_lazy("cases", "As a list")
    WARDS = "wards", pgettext_lazy("cases", "Ward by ward")


class Tie(models.TextChoices):
    """What another case has in common with this one, the closest first."""

    PARTNER = "partner", pgettext_lazy("related case", "the same partner")
    FIELD = "field", pgettext_lazy("related case", "the same field")
    WARD = "ward", pgettext_lazy("related case", "the same ward")
