from django.utils.translation import gettext_lazy as _

from kyodo.commons.people import roles
from kyodo.commons.people.demo import make_sample_people
from kyodo.kernel.registry import DEMO, MENU, DemoStep, MenuItem

DEMO.hang(DemoStep("people", make_sample_people, order=10))
MENU.hang(
    MenuItem(
        "roles", _("Roles"), "people:roles", "desk", 900, shown_to=lambda who: bool(who.holds(roles.ADMINISTRATOR))
    )
)
