"""A step of the desk that a colleague may have taken already."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages

from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import Asked


def attempt(request: Asked, do: Callable[[], object], said: Any) -> bool:
    """Do something and say so; where somebody was quicker, say that instead. The page to come shows how it stands."""
    try:
        do()
    except Conflict as told:
        messages.error(request, str(told.message))
        return False
    messages.success(request, said)
    return True
