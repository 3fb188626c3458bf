"""Forms that anybody may send: counted for each network and hour, so that nobody fills a desk by machine."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kyodo.kernel.errors import Told

#: So many an hour from one network; a hall with one line to the outside fits in.
MOST = 40
HOUR = 60 * 60


class TooMany(Told):
    """Too many forms came from one network."""

    status = 429


def count(request: HttpRequest, what: str, most: int = MOST) -> None:
    """Count a form that is sent from a network; raises ``TooMany`` beyond the most of an hour."""
    now = timezone.now()
    address = str(request.META.get("REMOTE_ADDR", ""))
    network = salted_hmac(f"kyodo.consultations.{now:%Y-%m-%d}", address, algorithm="sha256").hexdigest()[:32]
    key = f"consultations:{what}:{now:%Y%m%d%H}:{network}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > most:
        raise TooMany(_("Many forms were sent from here within an hour. Please try again later, or phone us."))
