"""A step of the desk that a colleague may have taken already."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages

from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Asked


def attempt(request: Asked, do: Callable[[], object], said: Any) -> bool:
    """Do something and say so; where it cannot be, say why instead. The page to come shows how it stands."""
    try:
        do()
    except (Conflict, Unusable) as told:
        messages.error(request, str(told.message))
        return False
    messages.success(request, said)
    return True
