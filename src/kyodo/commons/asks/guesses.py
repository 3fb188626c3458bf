"""Codes that do not exist: counted for each network or LINE, so that nobody can try them one after another."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kyodo.commons.asks.models import WrongCodes

#: So many wrong codes an hour from one network; whoever reads a slip badly needs three or four.
MOST = 20
KEPT = timedelta(days=2)


#: The same from one LINE; a text that is no code at all counts too.
MOST_BY_LINE = 5


def network_of(request: HttpRequest) -> str:
    """Return the network from which a request comes, as :func:`count` takes it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _hashed(whence: str) -> str:
    """Return a hash of the day for where codes come from; it cannot be traced back."""
    return salted_hmac(f"kyodo.asks.{timezone.localdate()}", whence, algorithm="sha256").hexdigest()[:40]


def _this_hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def is_too_many(whence: str, most: int = MOST) -> bool:
    """Say whether too many wrong codes came from there in this hour."""
    return WrongCodes.objects.filter(network=_hashed(whence), hour=_this_hour(), count__gte=most).exists()


def count(whence: str) -> None:
    """Count one more wrong code."""
    row: dict[str, Any] = {"network": _hashed(whence), "hour": _this_hour()}
    WrongCodes.objects.bulk_create([WrongCodes(**row)], ignore_conflicts=True)
    WrongCodes.objects.filter(**row).update(count=F("count") + 1)


def forget() -> str:
    """Delete old counts; returns how many."""
    deleted, _by_kind = WrongCodes.objects.filter(hour__lt=timezone.now() - KEPT).delete()
    return f"{deleted} counts"
