from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate

from kyodo.kernel.room import RoomConfig


class FreshnessConfig(RoomConfig):
    name = "kyodo.kernel.freshness"

    def ready(self) -> None:
        super().ready()
        post_migrate.connect(_install, sender=self)


def _install(using: str, **kwargs: Any) -> None:
    from kyodo.kernel.freshness.version import install

    install(connections[using])
