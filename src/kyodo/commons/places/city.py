"""The city as every page's frame shows it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from kyodo.commons.places.models import City


@dataclass(frozen=True)
class Contact:
    """Whom to ask: the city's contact desk."""

    name: str
    phone: str
    phone_hours: str
    fax: str
    mail: str


@dataclass(frozen=True)
class FrameCity:
    """The city's names in the reader's language, and its contact desk where one is known."""

    name: str
    name_reading: str
    site_name: str
    tagline: str
    contact: Contact | None
    is_demo: bool


def frame_city() -> FrameCity | None:
    """Return the city for the page frame, or None before a pack was loaded. One query."""
    city = City.objects.select_related("contact_desk").first()
    if city is None:
        return None
    is_japanese = (get_language() or "ja").startswith("ja")
    desk = city.contact_desk
    return FrameCity(
        name=city.name if is_japanese else city.name_latin or city.name,
        name_reading=city.name_reading if is_japanese else "",
        site_name=city.site_name if is_japanese else city.site_name_latin or city.site_name,
        tagline=city.tagline if is_japanese else city.tagline_latin or city.tagline,
        contact=Contact(desk.name, desk.phone, desk.hours_text, desk.fax, desk.mail) if desk else None,
        is_demo=city.is_demo,
    )
