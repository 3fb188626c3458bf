"""Where needs and offers stand, in the site's first language, whoever asks in which."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from kyodo.matching.codes import OWN
from kyodo.matching.models import Need, Offer


@cache
def pages(name: str) -> str:
    """Return the path of the list of needs or of offers."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(f"matching:{name}s")


def address_of(thing: Need | Offer) -> str:
    """Return the path of the public page of a need or an offer."""
    return f"{pages('need' if isinstance(thing, Need) else 'offer')}{thing.code}/"


def own_address(thing: Need | Offer) -> str:
    """Return the path of the page of whoever wrote it; whoever has this link may take it back."""
    return f"{address_of(thing)}own/{OWN.of(thing.code)}/"
