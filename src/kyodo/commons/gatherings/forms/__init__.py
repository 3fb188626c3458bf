"""What people type: ``events`` about gatherings, ``joining`` when they sign up, ``people`` at the desk."""

from kyodo.commons.gatherings.forms.events import CancelForm, GatheringForm

__all__ = ["CancelForm", "GatheringForm"]
