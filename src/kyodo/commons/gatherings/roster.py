"""Those who signed up as a table, for who organizes it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.queries import people
from kyodo.commons.gatherings.states import Wish

HEADINGS = (
    _("receipt number"), _("state"), pgettext_lazy("person", "name"), _("name in kana"), _("under 18"),
    _("kind of participant"), pgettext_lazy("registration", "comes"), _("signed up by"), _("phone"),
    _("mail address"), _("wishes"), _("what helps"), _("ages of the children"), _("what they told us"), _("came on"),
    _("paid in all (yen)"), _("how it came"), _("received"),
)  # fmt: skip


def rows(gathering: Gathering) -> Iterator[tuple[Any, ...]]:
    """Yield one row a participant, in line."""
    numbers = {date.pk: date.number for date in gathering.occurrences.all()}
    for registration in people.of_gathering(gathering):
        told = getattr(registration, "accommodation", None)
        wishes = [str(label) for key, label in Wish.choices if told and key in told.wishes]
        facts = (
            registration.person.name if registration.person else "", people.phone_of(registration),
            people.contact_of(registration, "mail"), wishes, told.words if told else "",
            told.child_ages if told else "", registration.words,
        )  # fmt: skip
        for one in registration.participants.all():
            came = sorted(numbers.get(presence.occurrence_id, 0) for presence in one.presences.all())
            yield (
                registration.number, str(registration.get_state_display()), one.name, one.reading, one.is_minor,
                str(one.charge or ""), not one.is_out, *facts, came, people.paid(registration), registration.channel,
                registration.made_at,
            )  # fmt: skip
