"""The Cabinet Office's list of holidays (syukujitsu.csv): read, compared, taken as the authority.

The file: cp932 (UTF-8 is read too), a header line, then ``YYYY/M/D,name`` from 1955 to the
end of the next year; substitute and sandwiched holidays are both called 休日.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.kernel.audit.record import record
from kyodo.kernel.clock.holidays import NAMELESS, computed
from kyodo.kernel.clock.models import Holiday, HolidayList
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who

_DATE = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")


@dataclass
class OfficialFile:
    """What a file holds. Every line is a day, blank, a repeat of a line before, or a fault."""

    days: dict[date, str] = field(default_factory=dict)
    blank: int = 0
    repeated: int = 0
    lines: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def first_year(self) -> int:
        """The first year that the file covers."""
        return min(self.days).year

    @property
    def last_year(self) -> int:
        """The last year that the file covers."""
        return max(self.days).year

    @property
    def checksum(self) -> str:
        """A name for the content, whatever the file's encoding and order."""
        content = "\n".join(f"{day},{name}" for day, name in sorted(self.days.items()))
        return hashlib.sha256(content.encode()).hexdigest()

    def differences(self) -> Iterator[str]:
        """Yield one line for each day on which the file and the computed holidays differ."""
        for year in range(max(self.first_year, 1949), self.last_year + 1):
            mine = {day for day in self.days if day.year == year}
            theirs = set(computed(year))
            for day in sorted(mine - theirs):
                yield _("%(day)s %(name)s: only in the file") % {"day": day, "name": self.days[day]}
            for day in sorted(theirs - mine):
                yield _("%(day)s %(name)s: not in the file") % {"day": day, "name": computed(year)[day]}


def read_official(content: bytes) -> OfficialFile:
    """Read the file's bytes; what cannot be read stands in ``faults``, line by line.

    A file that ends before November of its last year counts as cut off: 勤労感謝の日 is
    always there. Raises ``Unusable`` when the bytes are not text at all.
    """
    found = OfficialFile()
    for number, row in enumerate(csv.reader(io.StringIO(_decode(content), newline="")), start=1):
        found.lines = number
        cells = [unicodedata.normalize("NFKC", cell).strip() for cell in row]
        if not any(cells):
            found.blank += 1
        elif number > 1 or _DATE.fullmatch(cells[0]):
            _take(found, number, cells)
    if not found.days:
        found.faults.append(_("The file holds no holiday. Is it the Cabinet Office's syukujitsu.csv?"))
    elif max(found.days).month < 11:
        facts = {"day": max(found.days)}
        found.faults.append(_("The file ends with %(day)s and seems to be cut off. Please download it again.") % facts)
    return found


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable(_("The file is neither cp932 nor UTF-8 text. Please download syukujitsu.csv again."))


def _take(found: OfficialFile, number: int, cells: list[str]) -> None:
    parts = _DATE.fullmatch(cells[0])
    name = cells[1] if len(cells) > 1 else ""
    try:
        day = date(*(int(part) for part in parts.groups())) if parts else None
    except ValueError:
        day = None
    if day is None or not name or len(name) > 60 or any(cells[2:]):
        line = ",".join(cells)
        found.faults.append(
            _("line %(number)s: “%(line)s” is not a date and a name") % {"number": number, "line": line}
        )
    elif day in found.days and found.days[day] != name:
        facts = {"number": number, "day": day, "one": found.days[day], "two": name}
        found.faults.append(_("line %(number)s: %(day)s is called both %(one)s and %(two)s") % facts)
    elif day in found.days:
        found.repeated += 1
    else:
        found.days[day] = name


@transaction.atomic
def keep_official(*, file: OfficialFile, by: Who, channel: str) -> HolidayList:
    """Replace the list in use by the file's. Raises ``Unusable`` when the file has faults; nothing changes then."""
    if file.faults:
        raise Unusable(_("The file has faults, so nothing was changed."))
    Holiday.objects.all().delete()
    Holiday.objects.bulk_create([Holiday(date=day, name=name) for day, name in sorted(file.days.items())])
    values = {
        "checksum": file.checksum,
        "first_year": file.first_year,
        "last_year": file.last_year,
        "imported_at": timezone.now(),
    }
    kept, _made = HolidayList.objects.update_or_create(number=HolidayList.ONLY, defaults=values)
    facts = {"days": len(file.days), "first_year": file.first_year, "last_year": file.last_year}
    record(verb="import", thing=kept, by=by, channel=channel, facts=facts)
    return kept


def nameless(file: OfficialFile) -> int:
    """Return how many substitute and sandwiched days (休日) the file holds."""
    return sum(name == NAMELESS for name in file.days.values())
