"""What the page of a joint work says to machines, in the words of schema.org."""

from typing import Any

from django.conf import settings

from kyodo.commons.collaborations.public import Collaboration, Picture, Span, address_of


def project(
    work: Collaboration, picture: Picture, spans: list[Span], wards: list[str], fields: list[str]
) -> dict[str, Any]:
    """Return a joint work as schema.org's Project; of its partners those that are named in public."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Project",
        "@id": settings.SITE_URL + address_of(work.slug),
        "name": work.title,
        "alternateName": work.title_reading,
        "description": work.aim,
        "url": settings.SITE_URL + address_of(work.slug),
        "areaServed": wards,
        "knowsAbout": fields,
        "foundingDate": min((span.since for span in spans), default=""),
        "member": [_member(partner.name, partner.url) for partner in picture.partners if partner.is_named],
    }
    return {name: value for name, value in data.items() if value}


def _member(name: str, path: str) -> dict[str, Any]:
    member = {"@type": "Organization", "name": name}
    return {**member, "@id": settings.SITE_URL + path, "url": settings.SITE_URL + path} if path else member
