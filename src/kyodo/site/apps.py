from django.core.checks import Tags, register

from kyodo.kernel.permissions import check_urls
from kyodo.kernel.room import RoomConfig


class SiteConfig(RoomConfig):
    name = "kyodo.site"
    label = "kyodo_site"

    def ready(self) -> None:
        super().ready()
        register(check_urls, Tags.urls)
