from django.db import models
from django.utils import timezone


class RecordKey(models.Model):
    """The key of one record's sealed texts, wrapped by the site's key ``under``. Deleted, the texts are gone."""

    wrapped = models.TextField()
    under = models.CharField(max_length=16, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"key {self.pk}"
