from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.models.bookings import Booking
from kyodo.center.bookings.states import OnlineState


class OnlinePayment(models.Model):
    """A payment that somebody began online. What was paid stands in the ledger, never here.

    It stands with the booking that bears the ledger; of one booking one at a time is under way.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="online_payments")
    #: Key of the provider on its wall.
    provider = models.CharField(max_length=20)
    #: What we call it, what the provider calls it, and the provider's page where it is paid.
    ours = models.CharField(max_length=40, unique=True)
    reference = models.CharField(max_length=80, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    yen = models.PositiveIntegerField(_("yen"))
    state = models.CharField(_("state"), max_length=8, choices=OnlineState, default=OnlineState.BEGUN)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("money", "payment online")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["booking"], condition=Q(state="begun"), name="online_payment_one_begun"),
            models.CheckConstraint(condition=Q(yen__gt=0), name="online_payment_yen"),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="online_payment_by_state")]

    def __str__(self) -> str:
        return self.ours
