"""The four steps in which an offer is written."""

from django.utils.translation import pgettext_lazy

STEPS = (
    pgettext_lazy("step", "Whom to help"),
    pgettext_lazy("step", "The burden card"),
    pgettext_lazy("step", "Who you are"),
    pgettext_lazy("step", "Check and send"),
)
