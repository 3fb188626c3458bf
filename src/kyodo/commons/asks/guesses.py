"""Codes that do not exist: counted for each network, so that nobody can try them one after another."""

from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kyodo.commons.asks.models import WrongCodes

#: So many wrong codes an hour from one network; whoever reads a slip badly needs three or four.
MOST = 20
KEPT = timedelta(days=2)


def _network(request: HttpRequest) -> str:
    """Return a hash of the day for the address from which a request comes; it cannot be traced back."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    return salted_hmac(f"kyodo.asks.{timezone.localdate()}", address, algorithm="sha256").hexdigest()[:40]


def is_too_many(request: HttpRequest) -> bool:
    """Say whether this network typed too many wrong codes in this hour."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    return WrongCodes.objects.filter(network=_network(request), hour=hour, count__gte=MOST).exists()


def count(request: HttpRequest) -> None:
    """Count one more wrong code."""
    row = {"network": _network(request), "hour": timezone.now().replace(minute=0, second=0, microsecond=0)}
    WrongCodes.objects.bulk_create([WrongCodes(**row)], ignore_conflicts=True)
    WrongCodes.objects.filter(**row).update(count=F("count") + 1)


def forget() -> str:
    """Delete old counts; returns how many."""
    deleted, _by_kind = WrongCodes.objects.filter(hour__lt=timezone.now() - KEPT).delete()
    return f"{deleted} counts"
