"""Times of day as people read them."""

from django.template import Library

register = Library()


@register.filter
def clock(at: str) -> str:
    """Write a kept time such as ``09:00`` as 9:00."""
    return at.removeprefix("0")
