from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.search.analyzer.fold import ALL_KANA, fold
from kyodo.kernel.search.analyzer.vocabulary import split_words


class SearchGroup(models.Model):
    """Documents that share kind, facets and audience.

    Facets and rights are counted by group: one pass over the matches, a few rows back.
    The id is a hash of the content, so a group never changes and any process may keep it.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    facets = models.JSONField(default=dict)
    visible_to = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.kind} {self.facets}"


class SearchDocument(models.Model):
    """The narrow row of a document: all that is read for every single match.

    ``standing`` is its fixed place among equals (see ``index.standing_of``), different for
    any two documents. On PostgreSQL the migration adds the column ``tokens``.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    group = models.ForeignKey(SearchGroup, models.PROTECT, db_index=False, related_name="documents")
    standing = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_one_document_per_key")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class SearchText(models.Model):
    """The wide row of a document: what is read only for the few that are ranked or shown."""

    document = models.OneToOneField(SearchDocument, models.CASCADE, primary_key=True, related_name="text")
    title = models.TextField()
    folded_title = models.TextField()
    folded_reading = models.TextField(default="")
    #: The first words in their normalized form, each between spaces.
    opening = models.TextField(default="")
    body = models.TextField(default="")
    url = models.TextField(default="")
    at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word from the title of a public document, kept for "did you mean"."""

    reading = models.CharField(max_length=40)
    written = models.CharField(max_length=40)
    head = models.CharField(max_length=2, db_index=True)
    tail = models.CharField(max_length=2, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "written"], name="search_one_word_per_reading")]

    def __str__(self) -> str:
        return f"{self.written} ({self.reading})"


def _is_kana(value: str) -> None:
    if not ALL_KANA.fullmatch(fold(value)):
        raise ValidationError(_("Write the reading in hiragana or katakana."))


def _has_two_words(value: str) -> None:
    if len(set(map(fold, split_words(value)))) < 2:
        raise ValidationError(_("Write two words or more, separated by commas."))


class Synonym(models.Model):
    """Words that mean the same to whoever searches; edited by staff, in force at once."""

    words = models.TextField(
        _("words that mean the same"),
        help_text=_("Two words or more, separated by commas."),
        validators=[_has_two_words],
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words


class LocalReading(models.Model):
    """How a name is read here, where the dictionary reads it otherwise; edited by staff."""

    written = models.CharField(_("name as written"), max_length=40, unique=True)
    reading = models.CharField(
        _("reading here"), max_length=60, help_text=_("In hiragana or katakana."), validators=[_is_kana]
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("local reading")
        verbose_name_plural = _("local readings")

    def __str__(self) -> str:
        return f"{self.written} ({self.reading})"
