from django.db import models


class Entry(models.Model):
    """One change. The database refuses to update or delete it, and a row that does not continue its chain."""

    lane = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=80)
    thing = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lane", "number"], name="audit_one_row_per_number")]
        indexes = [models.Index(fields=["kind", "thing"], name="audit_by_thing")]

    def __str__(self) -> str:
        return f"{self.lane}/{self.number} {self.verb}"


class Head(models.Model):
    """The end of one lane's chain, moved by each row. Locked while a row is added, so numbers have no gaps."""

    lane = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.lane}/{self.number}"
