"""The monthly account: what was done by a mandate, in plain words, for the association that gave it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from kyodo.commons.actors.models import Mandate, MandateUse
from kyodo.kernel.clock.now import TOKYO, day_of, moment

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Account:
    """The acts of one month, oldest first."""

    mandate: Mandate
    month: date
    acts: tuple[MandateUse, ...]


def read_month(text: str) -> date | None:
    """Return the first day of a month such as ``2026-11``; None for anything else."""
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) >= 1900 else None


def month_before(day: date) -> date:
    """Return the first day of the month before that of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def acts_in(month: date) -> QuerySet[MandateUse]:
    """Return the acts of a month by all mandates, oldest first."""
    following = (month + timedelta(days=32)).replace(day=1)
    return MandateUse.objects.filter(at__gte=moment(month), at__lt=moment(following)).order_by("at", "pk")


def account_of(mandate: Mandate, month: date) -> Account:
    """Return the account of a mandate for the month that begins on a day; one query."""
    acts = acts_in(month).filter(mandate=mandate).select_related("by", "mandate__intermediary")
    return Account(mandate, month, tuple(acts))


def months_of(mandate: Mandate) -> list[date]:
    """Return the months in which something was done by a mandate, newest first; one query."""
    months = mandate.uses.order_by().annotate(month=TruncMonth("at", tzinfo=TOKYO)).values_list("month", flat=True)
    return [day_of(month) for month in sorted(set(months), reverse=True)]
