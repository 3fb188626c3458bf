"""What an editor sets in the CMS: which mails to get, and how it looks. Names are kept with the person."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NotificationsSettingsPanel, ThemeSettingsPanel

from kyodo.site.cms.gate import gated


class OwnSettings(AccountView):
    """Wagtail's page without name, password, language and picture."""

    def get_panels(self) -> list[Any]:
        kept = (NotificationsSettingsPanel, ThemeSettingsPanel)
        return [panel for panel in super().get_panels() if isinstance(panel, kept)]


own_settings = gated(require_admin_access(OwnSettings.as_view()))
