"""The base of every look-up table that staff edit in the CMS."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

#: A page: the heading of a tab and its panels.
Tab = tuple[Any, list[Any]]


def address_panel() -> Any:
    """Return the panel of the short name."""
    return FieldPanel(
        "slug",
        heading=_("short name in addresses"),
        help_text=_("Small Latin letters, digits and hyphens. Part of the address, so it is never changed."),
    )


class EntryForm(WagtailAdminModelForm):  # type: ignore[misc]
    """The form of an entry. Its short name is part of its address and of packs, so it never changes."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].disabled = bool(self.instance.pk)
        for field in self.fields.values():
            # A column with a computed default would look changed: the CMS draws no hidden first value.
            field.show_hidden_initial = False


class Lookups(SnippetViewSet):  # type: ignore[misc]
    """A table that staff edit; ``tabs`` are its panels by page, ``columns`` what the list shows."""

    tabs: list[Tab] = []
    copy_view_enabled = False
    list_per_page = 50
    #: Lists are short: plain comparison finds any part of a word, also Japanese.
    search_backend_name = None

    def get_edit_handler(self) -> Any:
        pages = [ObjectList(panels, heading=heading) for heading, panels in self.tabs]
        handler = TabbedInterface(pages, base_form_class=EntryForm)
        return handler.bind_to_model(self.model)


class OnlyChange(ModelPermissionPolicy):  # type: ignore[misc]
    """For tables whose rows are neither made nor deleted by hand."""

    _verbs = frozenset({"change", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self._verbs and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
