"""Words that several pages share."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.registry import Text
from kyodo.navigator.states import Audience, Need, Stage

SORT_LABELS = {
    "deadline": pgettext_lazy("sort by", "deadline"),
    "confirmed": pgettext_lazy("sort by", "last confirmed"),
    "name": pgettext_lazy("sort by", "name"),
}

#: Words to try on the empty search page.
EXAMPLES = (
    pgettext_lazy("search example", "grant"),
    pgettext_lazy("search example", "neighborhood association"),
    pgettext_lazy("search example", "training room"),
    pgettext_lazy("search example", "volunteer"),
)

#: The finder's questions in their order: (question, its answers).
QUESTIONS = {
    "who": (_("Who are you?"), Audience),
    "stage": (_("How far has your activity come?"), Stage),
    "need": (_("What do you need most?"), Need),
}
STEPS = (
    pgettext_lazy("finder step", "you"),
    pgettext_lazy("finder step", "stage"),
    pgettext_lazy("finder step", "need"),
)

_PARENTS: dict[str, Text] = {
    "navigator:support": _("Support programmes"),
    "navigator:guides": _("Guides"),
    "navigator:figures": _("The city in figures"),
    "places:list": _("Places"),
    "places:desks": _("Desks to ask"),
}


def way_to(*names: str) -> list[tuple[Text, str]]:
    """Return the breadcrumb's steps above a page: (label, path) of these addresses."""
    return [(_PARENTS[name], reverse(name)) for name in names]
