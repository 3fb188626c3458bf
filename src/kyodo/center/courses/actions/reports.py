"""Writes about what became of an event."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo.center.courses.models import Photo, Report
from kyodo.center.courses.states import REPORT
from kyodo.commons.gatherings.public import Gathering, came_at_all, figures
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Unusable
from kyodo.kernel.files.actions import remove, store
from kyodo.kernel.files.contents import Checked
from kyodo.kernel.permissions import Who

PHOTO = "courses.photo"


@transaction.atomic
def write_report(
    *, gathering: Gathering, happened: str, by: Who, channel: str, learned: str = "", came: int | None = None
) -> Report:
    """Write the report of an event; ``came`` None: as many as were ticked at the door."""
    facts = {"happened": happened, "learned": learned, "came": came, "changed_at": timezone.now()}
    report, _is_new = Report.objects.update_or_create(pk=gathering.pk, defaults=facts)
    record(verb="write_report", thing=report, by=by, channel=channel)
    return report


@transaction.atomic
def add_photo(*, report: Report, checked: Checked, alt: str, consent: str, by: Who, channel: str) -> Photo:
    """Add a picture. Raises ``Unusable`` without the text that stands for it and without who agreed."""
    if not alt.strip() or not consent.strip():
        raise Unusable(_("Please write what is seen on the picture, and who agreed that it is shown."))
    stored = store(checked, owner=report, kind=PHOTO, by=by, channel=channel)
    photo = Photo.objects.create(report=report, stored=stored, alt=alt, consent=consent)
    record(verb="add_photo", thing=report, by=by, channel=channel)
    return photo


@transaction.atomic
def drop_photo(*, photo: Photo, by: Who, channel: str) -> None:
    """Take a picture away, such as when somebody on it does not agree any more."""
    record(verb="drop_photo", thing=photo.report, by=by, channel=channel)
    stored = photo.stored
    photo.delete()
    remove(stored, by=by, channel=channel)


@transaction.atomic
def publish_report(*, report: Report, by: Who, channel: str) -> Report:
    """Show a report on the page of its event. The counts are those of today, and stay when names are erased.

    Raises ``Conflict`` when it is public.
    """
    gathering = report.gathering
    counted: dict[str, Any] = {
        "signed_up": figures(gathering).coming or None,
        "came": report.came or came_at_all(gathering) or None,
    }
    now = timezone.now()
    first = report.published_at or now
    return REPORT.move(report, "publish_report", by=by, channel=channel, published_at=first, changed_at=now, **counted)


@transaction.atomic
def take_report_back(*, report: Report, by: Who, channel: str) -> Report:
    """Take a report out of the public page. Raises ``Conflict`` when it is not public."""
    return REPORT.move(report, "take_report_back", by=by, channel=channel, changed_at=timezone.now())
