"""What the gallery shows. All of it is invented and belongs to no place."""

from typing import Any

from django.http import HttpRequest


def everything(request: HttpRequest) -> dict[str, Any]:
    """Return the gallery's context."""
    return {}
