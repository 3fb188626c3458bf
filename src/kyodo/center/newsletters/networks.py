"""From where a form came, as a hash of the day: enough to count, too little to know."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def network_of(request: HttpRequest) -> str:
    """Return the hash of a visitor's network for today."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    return salted_hmac(f"kyodo.newsletters.{timezone.localdate()}", address, algorithm="sha256").hexdigest()[:40]
