"""What is told on the next page: Django's own, put together only where something is told."""

from functools import cached_property
from typing import Any

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest


class WhenTold(FallbackStorage):
    """Named by ``MESSAGE_STORAGE``. Most requests tell nothing and are told nothing."""

    def __init__(self, request: HttpRequest, *args: Any, **more: Any):
        BaseStorage.__init__(self, request, *args, **more)
        self._used_storages: set[BaseStorage] = set()

    @cached_property
    def storages(self) -> list[BaseStorage]:
        """Return the cookie and the session, each with what it holds of this request."""
        return [kind(self.request) for kind in self.storage_classes]
