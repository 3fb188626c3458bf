"""The powers of a mandate in plain words, and what no mandate ever gives."""

from django.utils.translation import pgettext_lazy

from kyodo.commons.actors.models import Mandate
from kyodo.commons.actors.states import Power
from kyodo.kernel.registry import Text

EXPLAINED: dict[Power, Text] = {
    Power.ANSWER: pgettext_lazy("mandate", "Answers questions that others put to you, in the way agreed with you."),
    Power.DECLINE: pgettext_lazy("mandate", "Says no politely in your name when you have no hands for something."),
    Power.PROPOSE_DATES: pgettext_lazy("mandate", "Looks for a day that suits both sides, and proposes it."),
    Power.RECEIVE_OFFERS: pgettext_lazy(
        "mandate", "Reads what universities and companies offer, and brings you only what fits."
    ),
    Power.SEE_PHONE: pgettext_lazy("mandate", "May look up your phone number in order to call you."),
    Power.BOOK_ROOMS: pgettext_lazy("mandate", "Reserves meeting rooms for you."),
    Power.PREPARE_APPLICATIONS: pgettext_lazy("mandate", "Writes drafts of applications; you decide and sign."),
}

NEVER: Text = pgettext_lazy(
    "mandate", "Promising money or people is never part of a mandate. The association itself decides that every time."
)


def powers_of(mandate: Mandate) -> list[tuple[Text, Text]]:
    """Return the powers that a mandate gives, each as (label, explanation), in their fixed order."""
    return [(power.label, EXPLAINED[power]) for power in Power if power in mandate.powers]


def ticked(mandate: Mandate) -> list[tuple[bool, Text, Text]]:
    """Return every power as (is given, label, explanation), as the sheet to sign shows them."""
    return [(power in mandate.powers, power.label, EXPLAINED[power]) for power in Power]
