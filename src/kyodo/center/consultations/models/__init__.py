"""Desks and their hours, consultations, appointments."""

from kyodo.center.consultations.models.appointments import Appointment, Sheet, SheetBook, TakenQuarter
from kyodo.center.consultations.models.consultations import Consultation, FollowUp, Handing, Note, Referral
from kyodo.center.consultations.models.desks import Absence, Consultant, Service, Theme, WeeklyHours

__all__ = [
    "Absence",
    "Appointment",
    "Consultant",
    "Consultation",
    "FollowUp",
    "Handing",
    "Note",
    "Referral",
    "Service",
    "Sheet",
    "SheetBook",
    "TakenQuarter",
    "Theme",
    "WeeklyHours",
]
