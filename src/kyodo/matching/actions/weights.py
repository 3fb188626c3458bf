"""Setting how much each reason counts when candidates are ranked."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who
from kyodo.matching.models import Weight
from kyodo.matching.ranking.weights import DEFAULTS

MOST = 100


@transaction.atomic
def set_weights(*, values: Mapping[str, int], by: Who, channel: str) -> None:
    """Set the weights of these reasons; the last word counts, and what is the house's own value is kept as such.

    Raises ``Unusable`` for a reason that does not exist or a weight that is not between 0 and 100.
    """
    if any(key not in DEFAULTS or not 0 <= value <= MOST for key, value in values.items()):
        raise Unusable(_("A weight is a whole number from 0 to 100. Please write it again."))
    known = dict(Weight.objects.select_for_update().values_list("key", "value"))
    for key, value in values.items():
        if value == known.get(key, DEFAULTS[key]):
            continue
        weight, _made = Weight.objects.update_or_create(key=key, defaults={"value": value})
        record(verb="weigh", thing=weight, by=by, channel=channel, facts={"key": key, "to": value})
