"""The one place that declares markup safe. Only constants of this package come here, never what people wrote."""

from django.utils.safestring import SafeString, mark_safe


def trusted(markup: str) -> SafeString:
    """Return markup that this package itself wrote, as safe."""
    return mark_safe(markup)  # noqa: S308  (see above)
