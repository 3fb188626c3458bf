from importlib import import_module

from django.apps import apps
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule

from kyodo.kernel.permissions import check_urls
from kyodo.kernel.room import RoomConfig


class SiteConfig(RoomConfig):
    name = "kyodo.site"
    label = "kyodo_site"

    def ready(self) -> None:
        super().ready()
        from kyodo.site.cms.groups import set_up
        from kyodo.site.cms.traces import follow_the_log

        register(check_urls, Tags.urls)
        follow_the_log()
        for config in apps.get_app_configs():
            if isinstance(config, RoomConfig) and module_has_submodule(config.module, "admin"):
                import_module(f"{config.name}.admin")
        # Permissions exist only after every app's own post_migrate, hence the last app's turn.
        post_migrate.connect(set_up, sender=list(apps.get_app_configs())[-1])
