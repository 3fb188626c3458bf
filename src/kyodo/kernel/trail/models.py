from django.db import models


class Step(models.Model):
    """One thing grew out of another."""

    from_kind = models.CharField(max_length=80)
    from_id = models.CharField(max_length=80)
    to_kind = models.CharField(max_length=80)
    to_id = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_kind", "from_id", "to_kind", "to_id"], name="trail_step_once"),
            models.CheckConstraint(
                condition=~models.Q(from_kind=models.F("to_kind"), from_id=models.F("to_id")), name="trail_no_self"
            ),
        ]
        indexes = [models.Index(fields=["to_kind", "to_id"], name="trail_back")]

    def __str__(self) -> str:
        return f"{self.from_kind}:{self.from_id} → {self.to_kind}:{self.to_id}"
