from django.db import models
from django.utils.translation import gettext_lazy as _


class Pack(models.Model):
    """A folder that was loaded, by its name. Its row is locked while it is being loaded."""

    name = models.CharField(max_length=80, primary_key=True)
    loaded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pack")

    def __str__(self) -> str:
        return self.name


class PackRecord(models.Model):
    """What a pack last wrote about one thing, so that what staff changed since can be told from it.

    ``digest`` is that of the record in the files; ``written`` holds a short digest for each
    column as the database held it right after the load.
    """

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    digest = models.CharField(max_length=32)
    written = models.JSONField(default=dict)
    loaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pack record")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="pack_record_once")]
        indexes = [models.Index(fields=["kind", "object_id"], name="pack_record_by_object")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
