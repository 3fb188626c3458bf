"""What other rooms may use of gatherings."""

from kyodo.commons.gatherings.actions import create_gathering, edit_gathering, publish_gathering
from kyodo.commons.gatherings.dates import DateDraft, date_draft
from kyodo.commons.gatherings.letters import write_to_guests
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.places import first_start
from kyodo.commons.gatherings.queries import (
    address,
    address_of,
    dates_between,
    has_dates,
    is_over,
    organizer_name,
    place_name,
    public,
    standing_dates,
    whole,
)
from kyodo.commons.gatherings.queries.people import Door, Figures, came_at_all, door_of, figures
from kyodo.commons.gatherings.rules import keeps_people, may_keep_people, may_see
from kyodo.commons.gatherings.states import Attendance, GatheringKind, GatheringState
from kyodo.commons.gatherings.walls import EVENT_PANELS, EventPanel
from kyodo.commons.gatherings.words import date_and_hours

__all__ = [
    "EVENT_PANELS",
    "Attendance",
    "DateDraft",
    "Door",
    "EventPanel",
    "Figures",
    "Gathering",
    "GatheringKind",
    "GatheringState",
    "Occurrence",
    "address",
    "address_of",
    "came_at_all",
    "create_gathering",
    "date_and_hours",
    "date_draft",
    "dates_between",
    "door_of",
    "edit_gathering",
    "figures",
    "first_start",
    "has_dates",
    "is_over",
    "keeps_people",
    "may_keep_people",
    "may_see",
    "organizer_name",
    "place_name",
    "public",
    "publish_gathering",
    "standing_dates",
    "whole",
    "write_to_guests",
]
