"""サポセン as its sources say."""

from datetime import time

from kyodo.commons.places.models import Facility, OpeningHours
from tests.factories.places import a_facility

RULES = [{"days": "24We", "on_holiday": "next_day"}, {"yearly": "12-29/01-03"}]


def support_center(**values: object) -> Facility:
    """Make it: Monday to Saturday 9-22, Sundays and holidays 9-18, closed by ``RULES``."""
    facility = a_facility(slug="sapo-sen", **{"closures": RULES, **values})
    long, short = (time(9), time(22)), (time(9), time(18))
    OpeningHours.objects.bulk_create(
        OpeningHours(facility=facility, weekday=weekday, opens_at=opens, closes_at=closes)
        for weekday, (opens, closes) in {**dict.fromkeys(range(1, 7), long), 7: short, 8: short}.items()
    )
    return facility
