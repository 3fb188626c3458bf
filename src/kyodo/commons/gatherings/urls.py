"""Addresses of the events and of their keepers' desk."""

from django.urls import path, register_converter

from kyodo.commons.gatherings.imports.desk import DESK
from kyodo.commons.gatherings.views import desk, reading
from kyodo.kernel.imports.urls import import_urls

app_name = "gatherings"


class YearMonth:
    """A month in an address: 2026-12."""

    regex = r"20\d\d-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(YearMonth, "month")

urlpatterns = [
    path("events/", reading.event_list, name="list"),
    path("events.ics", reading.event_calendar, name="calendar"),
    path("events/table/", reading.event_table, name="table"),
    path("events/month/", reading.event_month, name="month"),
    path("events/month/<month:name>/", reading.event_month, name="of_month"),
    path("events/<slug:slug>/", reading.event_detail, name="detail"),
    path("events/<slug:slug>.ics", reading.event_ics, name="ics"),
    path("desk/events/", desk.desk_list, name="desk"),
    path("desk/events/new/", desk.event_new, name="new"),
    path("desk/events/<slug:slug>/edit/", desk.event_edit, name="edit"),
    path("desk/events/<slug:slug>/publish/", desk.event_act, {"verb": "publish"}, name="publish"),
    path("desk/events/<slug:slug>/reinstate/", desk.event_act, {"verb": "reinstate"}, name="reinstate"),
    path("desk/events/<slug:slug>/cancel/", desk.event_cancel, name="cancel"),
    *import_urls(DESK, "desk/events/import/"),
]
