"""Desks and their hours, consultations, appointments."""

from kyodo.center.consultations.models.appointments import Appointment, Sheet, SheetBook, TakenQuarter
from kyodo.center.consultations.models.consultations import Consultation, FollowUp, HandingOn, Note, Sharing
from kyodo.center.consultations.models.desks import Absence, Consultant, Service, Theme, WeeklyHours

__all__ = [
    "Absence",
    "Appointment",
    "Consultant",
    "Consultation",
    "FollowUp",
    "HandingOn",
    "Note",
    "Service",
    "Sharing",
    "Sheet",
    "SheetBook",
    "TakenQuarter",
    "Theme",
    "WeeklyHours",
]
