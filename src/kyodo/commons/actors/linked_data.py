"""What an organization's page says to machines, in the words of schema.org."""

from typing import Any

from django.conf import settings

from kyodo.commons.actors.directory import Line
from kyodo.commons.actors.queries import address_of


def organization(line: Line) -> dict[str, Any]:
    """Return an organization as schema.org's Organization; never a person."""
    actor = line.actor
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": settings.SITE_URL + address_of(actor.slug),
        "name": actor.name,
        "alternateName": actor.name_reading,
        "description": actor.purpose,
        "url": actor.url,
        "telephone": actor.phone,
        "email": actor.mail,
        "foundingDate": actor.founded,
        "areaServed": line.ward_names,
        "knowsAbout": line.field_names,
    }
    if actor.office_address:
        data["address"] = {"@type": "PostalAddress", "streetAddress": actor.office_address, "addressCountry": "JP"}
    if actor.corporate_number:
        data["identifier"] = {"@type": "PropertyValue", "propertyID": "法人番号", "value": actor.corporate_number}
    return {name: value for name, value in data.items() if value}
