"""Addresses of the events and of their keepers' desk."""

from django.urls import path, register_converter

from kyodo.commons.gatherings.imports.desk import DESK
from kyodo.commons.gatherings.views import desk, door, joining, people, reading
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
    path("events/<slug:slug>/join/", joining.join, name="join"),
    path("events/<slug:slug>/draw.json", joining.draw_file, name="draw_file"),
    path("events/<slug:slug>/mine/<str:token>/", joining.mine, name="mine"),
    path("events/<slug:slug>/mine/<str:token>/code.svg", joining.mine_code, name="mine_code"),
    path("events/<slug:slug>/mine/<str:token>/change/", joining.mine_change, name="mine_change"),
    path("events/<slug:slug>/mine/<str:token>/out/<int:number>/", joining.mine_out, name="mine_out"),
    path("events/<slug:slug>/mine/<str:token>/cancel/", joining.mine_cancel, name="mine_cancel"),
    path("desk/events/<slug:slug>/sign-up/", people.sign_up_edit, name="sign_up"),
    path("desk/events/<slug:slug>/people/", people.people_list, name="people"),
    path("desk/events/<slug:slug>/people/new/", people.person_new, name="person_new"),
    path("desk/events/<slug:slug>/people/table/", people.people_table, name="people_table"),
    path("desk/events/<slug:slug>/people/list.pdf", people.people_paper, name="people_paper"),
    path("desk/events/<slug:slug>/people/draw/", people.people_draw, name="people_draw"),
    path("desk/events/<slug:slug>/people/door/", door.door, name="door"),
    path("desk/events/<slug:slug>/people/door/walk-in/", door.walk_in, name="walk_in"),
    path("desk/events/<slug:slug>/people/door/tick/", door.tick, name="tick"),
    path("desk/events/<slug:slug>/people/<str:code>/", people.registration, name="registration"),
    path("desk/events/<slug:slug>/people/<str:code>/change/", people.registration_change, name="registration_change"),
    path("desk/events/<slug:slug>/people/<str:code>/out/<int:number>/", people.registration_out, name="take_out"),
    path("desk/events/<slug:slug>/people/<str:code>/cancel/", people.registration_cancel, name="give_up"),
    path("desk/events/<slug:slug>/people/<str:code>/in/", door.arrive, name="arrive"),
    *import_urls(DESK, "desk/events/import/"),
]
