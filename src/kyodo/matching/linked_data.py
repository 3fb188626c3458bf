"""What the page of a need says to machines, in the words of schema.org; never a person."""

from typing import Any

from django.conf import settings

from kyodo.matching.models import Need
from kyodo.matching.queries.addresses import address_of
from kyodo.matching.queries.needs import public_name


def demand(need: Need) -> dict[str, Any]:
    """Return a public need as schema.org's Demand; nothing for one that is not public."""
    if not need.is_shown:
        return {}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Demand",
        "@id": settings.SITE_URL + address_of(need),
        "url": settings.SITE_URL + address_of(need),
        "name": need.title,
        "description": need.plain,
        "areaServed": [str(ward) for ward in need.wards.all()],
        "availabilityStarts": need.shown_at.date().isoformat() if need.shown_at else "",
    }
    if name := public_name(need):
        data["seller"] = {"@type": "Organization", "name": name}
    return {key: value for key, value in data.items() if value}
