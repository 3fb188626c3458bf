from django.utils.translation import gettext_lazy as _

from kyodo.commons.people import queries, roles
from kyodo.commons.people.demo import make_sample_people
from kyodo.kernel.registry import DEMO, MENU, PANELS, DemoStep, MenuItem, Panel

DEMO.hang(DemoStep("people", make_sample_people, order=10))
MENU.hang(
    MenuItem(
        "roles", _("Roles"), "people:roles", "desk", 900, shown_to=lambda who: bool(who.holds(roles.ADMINISTRATOR))
    )
)
PANELS.hang(Panel("line", "my", "people/line_panel.html", queries.line_of, 50))
