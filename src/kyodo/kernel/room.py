"""The base of every app's configuration: it hangs the room's hooks on the shared walls."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """An app whose ``hooks`` module, where it has one, is imported once Django is ready.

    News travels upward through :mod:`kyodo.kernel.registry`: a hook hangs something on a
    wall and whoever owns the wall reads it. Nobody imports a room to learn about it.
    """

    default_auto_field = "django.db.models.BigAutoField"
    #: Django takes a configuration by itself only where a module holds one; ours import this base.
    default = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self) -> None:
        if find_spec(f"{self.name}.hooks"):
            import_module(f"{self.name}.hooks")
