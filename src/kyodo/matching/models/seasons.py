from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import Actor
from kyodo.commons.asks.public import Ask


class SeasonAsk(models.Model):
    """That an association was asked in a season how much it can take on: once at the most.

    ``before`` is its capacity as it stood before the answer, None until there is one; an answer that is
    corrected or taken back starts from there.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="season_asks")
    season = models.DateField(_("first day of the season"))
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("question of the season")
        ordering = ["-season", "pk"]
        constraints = [models.UniqueConstraint(fields=["actor", "season"], name="season_ask_once")]

    def __str__(self) -> str:
        return f"{self.actor} {self.season:%Y-%m}"
