"""The list for the door on paper: large type, by reading, a box for each date."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.queries import people, standing_dates
from kyodo.commons.gatherings.words import date_and_hours
from kyodo.kernel.clock.now import now
from kyodo.kernel.clock.words import moment_text
from kyodo.kernel.paper.press import pdf

SHEET = "gatherings/paper/list.typ"
#: So many boxes fit beside a name.
MOST_DATES = 6


def list_pdf(gathering: Gathering) -> bytes:
    """Return who is expected as a PDF, for whoever stands at the door; in Japanese, as paper is."""
    with override(settings.LANGUAGE_CODE):
        dates = standing_dates(gathering)[:MOST_DATES]
        lines = [
            {
                "number": line.registration.number,
                "name": line.name,
                "reading": line.reading if line.name else "",
                "with": _with(line),
                "note": str(line.participant.charge or ""),
                "minor": line.participant.is_minor,
            }
            for line in people.expected(gathering, None)
        ]
        data = {
            "title": _("List for the door: %(title)s") % {"title": gathering.title},
            "dates": [date_and_hours(date, is_short=True) for date in dates],
            "lines": lines,
            "made": _("As of %(moment)s") % {"moment": moment_text(now())},
            "is_demo": gathering.is_demo,
            "free_rows": 8,
        }
    return pdf(SHEET, data)


def _with(line: people.Expected) -> str:
    """Return with whom somebody without a name of their own comes."""
    person = line.registration.person
    if line.name or person is None:
        return ""
    return pgettext("list", "with %(name)s") % {"name": person.name}
