from django.db import models
from django.utils.translation import gettext_lazy as _


class FormUse(models.Model):
    """How many forms came from a network in an hour; the network is a hash of the day."""

    network = models.CharField(max_length=40)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of forms")
        constraints = [models.UniqueConstraint(fields=["network", "hour"], name="form_use_once")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.count}"
