"""Readers: to whom an issue goes, and how many there are. Addresses leave this module one by one only."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kyodo.center.newsletters.models import Mailing, Reader, Series, Subscription
from kyodo.commons.people.public import Consent, ContactKind, ContactPoint, Person
from kyodo.kernel.notices.limits import address_key
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.states import WAITING, NoticeState


def readers_of(series: Series, at: datetime | None = None) -> QuerySet[Reader]:
    """Return to whom a newsletter goes: confirmed, not ended, and of known people those whose consent holds now.

    With ``at`` those who had confirmed by then.
    """
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=series.purpose, until=None)
    open_ones = Subscription.objects.filter(reader=OuterRef("pk"), series=series, until=None)
    if at is not None:
        open_ones = open_ones.filter(since__lte=at)
    return Reader.objects.filter(Exists(open_ones), Q(person=None) | Exists(agreed), ended_at=None)


def reader_by_address(address: str) -> Reader | None:
    """Return the reader of an address that was typed whole, or None."""
    key = address_key(address)
    return Reader.objects.filter(address_key=key).first() if key else None


def open_series(reader: Reader) -> set[int]:
    """Return the series that a reader gets now."""
    return set(Subscription.objects.filter(reader=reader, until=None).values_list("series_id", flat=True))


def person_of(address: str, who_pk: int | None) -> Person | None:
    """Return the known person to whom a confirmed address belongs.

    Whoever is signed in and has it among their contacts, else the one person who has it; a box that several share
    belongs to nobody in particular.
    """
    key = address_key(address)
    points = ContactPoint.objects.filter(kind=ContactKind.MAIL, value__iexact=address, person__erased_at=None)
    people = {point.person_id: point.person for point in points.select_related("person")}
    if who_pk in people:
        return people[who_pk]
    return next(iter(people.values())) if len(people) == 1 and key else None


def offered() -> QuerySet[Series]:
    """Return the newsletters that may be subscribed to."""
    return Series.objects.filter(is_public=True, takes_readers=True).order_by("order", "slug")


# --- in numbers only ---------------------------------------------------------------------------


def numbers() -> list[dict[str, Any]]:
    """Return for each series how many read it by mail, began and ended within a month, and by what; two queries."""
    month = timezone.now() - timedelta(days=30)
    rows = {
        row["series"]: row
        for row in Subscription.objects.order_by().values("series").annotate(
            reading=Count("pk", filter=Q(until=None, reader__ended_at=None)),
            begun=Count("pk", filter=Q(since__gt=month)),
            ended=Count("pk", filter=Q(until__gt=month)),
            bounced=Count("pk", filter=Q(until__gt=month, why__in=("bounced", "unreached"))),
        )
    }  # fmt: skip
    none = {"reading": 0, "begun": 0, "ended": 0, "bounced": 0}
    found = Series.objects.filter(takes_readers=True).order_by("order", "slug")
    return [{"series": series, **none, **rows.get(series.pk, {"series": series}), "name": series} for series in found]


def progress(mailing: Mailing) -> dict[str, int]:
    """Return how far a sending has come: letters waiting, gone, and not arrived; two queries."""
    about = Notice.objects.filter(about_kind=Mailing._meta.label_lower, about_id=str(mailing.pk))
    states = dict(about.order_by().values_list("state").annotate(Count("pk")))
    waiting = sum(states.get(state, 0) for state in (*WAITING, NoticeState.SENDING))
    return {
        "readers": mailing.readers,
        "written": mailing.written,
        "waiting": waiting,
        "sent": states.get(NoticeState.SENT, 0),
        "failed": states.get(NoticeState.GIVEN_UP, 0),
        "withdrawn": states.get(NoticeState.WITHDRAWN, 0),
    }


def given_up(mailing: Mailing) -> Iterator[tuple[int, str]]:
    """Yield reader and answer of the mail server for letters of a mailing that were given up and not counted yet."""
    found = Notice.objects.filter(
        about_kind=Mailing._meta.label_lower, about_id=str(mailing.pk), state=NoticeState.GIVEN_UP
    )
    counted = {f"reader:{pk}" for pk in mailing.bounces.values_list("reader_id", flat=True)}
    for recipient, said in found.values_list("recipient", "said"):
        if recipient not in counted:
            yield int(recipient.partition(":")[2]), said


def forgotten_after(before: datetime) -> QuerySet[Reader]:
    """Return readers who ended before a moment and whose address is still kept."""
    return Reader.objects.filter(ended_at__lt=before).exclude(address="")
