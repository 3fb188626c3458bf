from django.db import models
from django.db.models.functions import Now


class Sending(models.Model):
    """A form that did its work, and the answer that it got. Kept for seven days."""

    scope = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    #: Without an index: it is asked for once a day, and every form that does something writes here.
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
