"""Who may do what with a joint work.

Those who take part keep it true themselves: whoever holds a seat of a confirmed partner today may
change it, and so may the staff who keep collaborations.
"""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo.commons.actors.public import Holding, holds_a_seat
from kyodo.commons.collaborations.models import Collaboration, Partner
from kyodo.commons.people.roles import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, COORDINATOR, EDITOR
from kyodo.kernel.permissions import YES, Answer, Predicate, Who, no

KEEPERS = (COORDINATOR, CENTER_STAFF, CITY_STAFF, EDITOR, ADMINISTRATOR)


def keeps_collaborations(who: Who) -> Answer:
    """Open to the staff who keep collaborations."""
    if any(who.holds(role) for role in KEEPERS):
        return YES
    return no(_("Only the staff who keep collaborations may do this."))


def takes_part(who: Who, collaboration: Collaboration) -> bool:
    """Say whether a person holds a seat of a confirmed partner today; read afresh every time."""
    if who.pk is None:
        return False
    today = timezone.localdate()
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=today), person=who.pk, since__lte=today)
    partners = Partner.objects.filter(collaboration=collaboration).exclude(confirmation="")
    return partners.filter(actor__in=held.values("seat__actor")).exists()


def may_see(who: Who, collaboration: Collaboration) -> Answer:
    """What is public is for everybody; the rest for its partners and the staff."""
    return YES if collaboration.is_public else may_change(who, collaboration)


def may_change(who: Who, collaboration: Collaboration) -> Answer:
    """Its partners and the staff keep a joint work true."""
    if keeps_collaborations(who) or takes_part(who, collaboration):
        return YES
    return no(_("Only those who take part in this collaboration, and the staff, may change it."))


def may_keep(who: Who, thing: Any) -> Answer:
    """Starting, publishing and hiding are for the staff."""
    return keeps_collaborations(who)


def may_confirm(who: Who, partner: Partner) -> Answer:
    """A partner is confirmed by somebody who holds a seat of it, or by staff who asked it."""
    if keeps_collaborations(who) or (partner.actor is not None and holds_a_seat(who, partner.actor)):
        return YES
    return no(_("Only those who hold a seat of this organization, and the staff, may confirm that it takes part."))


MAY: dict[str, Predicate] = {
    "see": may_see,
    "start": may_keep,
    "edit": may_change,
    "draw": may_change,
    "confirm": may_confirm,
    "show": may_keep,
    "hide": may_keep,
    "prepare": may_change,
    "begin": may_change,
    "pause": may_change,
    "resume": may_change,
    "finish": may_change,
    "end": may_change,
}
