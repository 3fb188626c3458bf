"""What a page says to machines, in the words of schema.org. Functions of plain things; they write nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from kyodo.commons.places.public import Desk, Facility
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.clock.schedule import Span
from kyodo.navigator.models import Dataset, GuidePage, SupportProgramme

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "PublicHolidays"]
_CONTEXT = "https://schema.org"


def address_of(path: str) -> str:
    """Return the whole address of a path."""
    return f"{settings.SITE_URL}{path}"


def trail(*steps: tuple[Any, str]) -> dict[str, Any]:
    """Return a BreadcrumbList of (label, path) from the top."""
    items = [
        {"@type": "ListItem", "position": n, "name": str(label), "item": address_of(path)}
        for n, (label, path) in enumerate(steps, 1)
    ]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def service(programme: SupportProgramme) -> dict[str, Any]:
    """Return a programme as a GovernmentService."""
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "GovernmentService",
        "name": programme.name,
        "description": programme.summary,
        "url": address_of(programme.get_absolute_url()),
        "serviceType": str(programme.get_kind_display()),
    }
    if programme.provider:
        data["provider"] = {"@type": "GovernmentOrganization", "name": programme.provider}
    if programme.apply_from or programme.apply_until:
        data["hoursAvailable"] = {
            "@type": "OpeningHoursSpecification",
            **({"validFrom": day_of(programme.apply_from).isoformat()} if programme.apply_from else {}),
            **({"validThrough": programme.last_day.isoformat()} if programme.last_day else {}),
        }
    if programme.desk and programme.desk.phone:
        channel = {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": programme.desk.phone},
        }
        data["availableChannel"] = channel
    return data


def place(facility: Facility, hours: Mapping[int, Sequence[Span]]) -> dict[str, Any]:
    """Return a facility as a CivicStructure with its opening hours."""
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "CivicStructure",
        "name": facility.name,
        "url": address_of(facility.get_absolute_url()),
    }
    if facility.phone:
        data["telephone"] = facility.phone
    if facility.address:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": facility.address,
            "postalCode": facility.postcode,
            "addressCountry": "JP",
        }
    if facility.latitude is not None and facility.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(facility.latitude),
            "longitude": float(facility.longitude),
        }
    if any(hours.values()):
        data["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{_CONTEXT}/{_DAYS[weekday - 1]}",
                "opens": f"{span.opens_at:%H:%M}",
                "closes": f"{span.closes_at:%H:%M}",
            }
            for weekday, spans in hours.items()
            for span in spans
        ]
    return data


def contact(desk: Desk) -> dict[str, Any]:
    """Return a desk as a GovernmentOffice."""
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "GovernmentOffice",
        "name": desk.name,
        "url": address_of(desk.get_absolute_url()),
    }
    if desk.phone:
        data["telephone"] = desk.phone
    return data


def article(guide: GuidePage) -> dict[str, Any]:
    """Return a guide as an Article."""
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Article",
        "headline": guide.title,
        "description": guide.summary,
        "url": address_of(guide.get_absolute_url()),
        "inLanguage": "ja",
    }
    if guide.last_published_at:
        data["dateModified"] = guide.last_published_at.isoformat()
    return data


def dataset(data: Dataset) -> dict[str, Any]:
    """Return figures as a Dataset."""
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": data.title,
        "description": data.summary or data.title,
        "url": address_of(data.get_absolute_url()),
        "inLanguage": "ja",
    }
