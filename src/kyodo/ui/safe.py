"""The one place that declares markup safe: what this package wrote or a template drew, never what people wrote."""

from django.utils.safestring import SafeString, mark_safe


def trusted(markup: str) -> SafeString:
    """Return markup that this package wrote or a template drew, as safe."""
    return mark_safe(markup)  # noqa: S308  (see above)
