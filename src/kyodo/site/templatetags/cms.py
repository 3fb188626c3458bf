"""What the frame of the CMS shows."""

from django import template

from kyodo.commons.places.city import FrameCity, frame_city
from kyodo.kernel.freshness.memo import remember

register = template.Library()


@register.simple_tag
def cms_city() -> FrameCity | None:
    """Return the city's names; no query but the first after a change."""
    return remember(("city", "ja"), frame_city)
