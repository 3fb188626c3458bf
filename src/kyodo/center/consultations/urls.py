"""Addresses: the steps for anybody, one's own appointment, the desk."""

from django.urls import path

from kyodo.center.consultations.views import appointments, desk, figures, hours, one, own, public

app_name = "consultations"

AT = "desk/consultations/"
OWN = "consult/r/<slug:code>/<slug:token>/"

urlpatterns = [
    path("consult/", public.start, name="start"),
    path("consult/times/", public.times, name="times"),
    path("consult/new/", public.new, name="new"),
    path("consult/figures/", figures.public_figures, name="public_figures"),
    path("consult/r/", own.find, name="find"),
    path("consult/r/<slug:code>/", own.receipt, name="receipt"),
    path(OWN, own.own, name="own"),
    path(f"{OWN}move/", own.move, name="own_move"),
    path(f"{OWN}cancel/", own.cancel, name="own_cancel"),
    path(f"{OWN}confirm/", own.confirm, name="own_confirm"),
    path(f"{OWN}slip/", own.slip, name="own_slip"),
    path(f"{OWN}sheet/", own.sheet, name="own_sheet"),
    path(AT, desk.day, name="day"),
    path(f"{AT}new/", desk.new, name="call"),
    path(f"{AT}day/", desk.day_print, name="print"),
    path(f"{AT}slots/", hours.calendar, name="slots"),
    path(f"{AT}slots/<int:pk>/hours/", hours.add, name="add_hours"),
    path(f"{AT}slots/<int:pk>/away/", hours.away, name="away"),
    path(f"{AT}hours/<int:pk>/end/", hours.end, name="end_hours"),
    path(f"{AT}figures/", figures.desk_figures, name="figures"),
    path(f"{AT}consultants/", hours.consultants, name="consultants"),
    path(f"{AT}consultants/<int:pk>/end/", hours.end_term, name="end_term"),
    path(f"{AT}follow-ups/<int:pk>/done/", one.done, name="done"),
    path(f"{AT}sharings/<int:pk>/end/", one.end_sharing, name="end_sharing"),
    path(f"{AT}appointments/<int:pk>/sheet/", appointments.sheet, name="sheet"),
    path(f"{AT}appointments/<int:pk>/come/", appointments.act, {"verb": "come"}, name="come"),
    path(f"{AT}appointments/<int:pk>/miss/", appointments.act, {"verb": "miss"}, name="miss"),
    path(f"{AT}appointments/<int:pk>/correct/", appointments.act, {"verb": "correct"}, name="correct"),
    path(f"{AT}appointments/<int:pk>/cancel/", appointments.act, {"verb": "cancel"}, name="cancel"),
    path(f"{AT}appointments/<int:pk>/confirm-sheet/", appointments.confirm_sheet, name="confirm_sheet"),
    path(f"{AT}<slug:code>/", one.one, name="one"),
    path(f"{AT}<slug:code>/book/", appointments.book, name="book"),
    *(path(f"{AT}<slug:code>/{verb.replace('_', '-')}/", one.act, {"verb": verb}, name=verb) for verb in one.FORMS),
]
