"""Forms that anybody may send: counted for each network, so that nobody fills the desk by machine."""

from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kyodo.commons.gatherings.models import FormUse
from kyodo.kernel.errors import Told

#: So many new forms an hour from one network; a class of students at one school fits in.
MOST = 40
KEPT = timedelta(days=2)


class TooMany(Told):
    """Too many forms came from one network."""

    status = 429


def count(request: HttpRequest) -> None:
    """Count a form that is sent from a network; raises ``TooMany`` beyond the most of an hour."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    row = {"network": _network(request), "hour": hour}
    FormUse.objects.bulk_create([FormUse(**row)], ignore_conflicts=True)
    if not FormUse.objects.filter(**row, count__lt=MOST).update(count=F("count") + 1):
        raise TooMany(_("Many forms were sent from here within an hour. Please try again later, or phone us."))


def _network(request: HttpRequest) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    return salted_hmac(f"kyodo.gatherings.{timezone.localdate()}", address, algorithm="sha256").hexdigest()[:40]


def forget() -> str:
    """Delete old counts; returns how many."""
    deleted, _by_kind = FormUse.objects.filter(hour__lt=timezone.now() - KEPT).delete()
    return f"{deleted} counts"
