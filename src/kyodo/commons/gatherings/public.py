"""What other rooms may use of gatherings."""

from kyodo.commons.gatherings.actions import create_gathering, publish_gathering
from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.queries import address_of, dates_between, public, whole
from kyodo.commons.gatherings.states import Attendance, GatheringKind, GatheringState

__all__ = [
    "Attendance",
    "DateDraft",
    "Gathering",
    "GatheringKind",
    "GatheringState",
    "Occurrence",
    "address_of",
    "create_gathering",
    "date_draft",
    "dates_between",
    "public",
    "publish_gathering",
    "whole",
]
