"""Telling the holder of a seat: by mail where mail is read, else on paper that the desk prints."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kyodo.commons.actors.models import PaperDue, Seat
from kyodo.commons.actors.queries import holder_of
from kyodo.commons.people.public import mail_of
from kyodo.commons.places.city import frame_city
from kyodo.kernel.audit.record import record, record_many
from kyodo.kernel.errors import Conflict
from kyodo.kernel.notices.actions import send
from kyodo.kernel.permissions import Who


def path_of(name: str, *args: object) -> str:
    """Return the path of a page in the site's first language, whoever asks in which."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def tell(
    *, seat: Seat, key: str, kind: str, template: str, page: str, about: models.Model, context: Mapping[str, Any],
    paper: tuple[str, str] | None = None,
) -> str:  # fmt: skip
    """Write to today's holder of a seat, in the transaction of the cause; returns "mail", "paper" or "".

    ``page`` is the path that the mail links to. ``paper`` is (title, path) of what the desk prints for
    whoever reads no mail; the same ``key`` again tells nobody twice.
    """
    person = holder_of(seat)
    mail = mail_of(person)
    if person and mail:
        more = {"seat": seat, "person": person, "url": f"{settings.SITE_URL}{page}", **desk_words()}
        send(
            key=key, kind=kind, recipient=f"person:{person.pk}", address=mail, template=template, about=about,
            context={**more, **context},
        )  # fmt: skip
        return "mail"
    if paper is None:
        return ""
    add_paper(seat=seat, key=key, title=paper[0], path=paper[1])
    return "paper"


def tell_desk(
    *, key: str, kind: str, template: str, page: str, about: models.Model, context: Mapping[str, Any]
) -> None:
    """Write to the city's contact desk, where it has a mail address."""
    city = frame_city()
    mail = city.contact.mail if city and city.contact else ""
    if mail:
        more = {"url": f"{settings.SITE_URL}{page}", **desk_words()}
        send(
            key=key, kind=kind, recipient="desk", address=mail, template=template, about=about,
            context={**more, **context},
        )  # fmt: skip


def desk_words() -> dict[str, Any]:
    """Return whom to phone, as letters and sheets say it; None where the city named no desk."""
    city = frame_city()
    contact = city.contact if city else None
    if contact is None:
        return {"desk": None}
    return {"desk": {"name": contact.name, "phone": contact.phone, "hours": contact.phone_hours, "fax": contact.fax}}


# --- what the desk prints --------------------------------------------------------------------


def add_paper(*, seat: Seat, key: str, title: str, path: str) -> None:
    """Put a paper on the desk's list, once for each key."""
    PaperDue.objects.bulk_create([PaperDue(key=key, seat=seat, title=title[:120], path=path)], ignore_conflicts=True)


@transaction.atomic
def mark_printed(*, paper: PaperDue, by: Who, channel: str) -> None:
    """Take a printed paper off the list. Raises ``Conflict`` when somebody else printed it."""
    if not PaperDue.objects.filter(pk=paper.pk, printed_at=None).update(printed_at=timezone.now()):
        raise Conflict(_("Somebody else has already printed this paper. It is no longer on the list."))
    record(verb="print", thing=paper, by=by, channel=channel)


@transaction.atomic
def forget_papers(*, before: datetime, by: Who, channel: str) -> int:
    """Erase papers printed, or put on the list and never printed, before this moment; returns how many."""
    old = list(PaperDue.objects.filter(Q(printed_at__lt=before) | Q(printed_at=None, made_at__lt=before)))
    record_many(verb="erase", things=old, by=by, channel=channel)
    PaperDue.objects.filter(pk__in=[paper.pk for paper in old]).delete()
    return len(old)


def papers_due(limit: int = 200) -> list[PaperDue]:
    """Return what waits to be printed, the oldest first; one query."""
    return list(
        PaperDue.objects.filter(printed_at=None).select_related("seat__actor").order_by("made_at", "pk")[:limit]
    )
