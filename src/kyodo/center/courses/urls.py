"""Addresses of calls, plans, postings, questionnaires, reports and papers of events."""

from django.urls import path

from kyodo.center.courses.views import after, calls, plans, postings

app_name = "courses"

urlpatterns = [
    path("events/calls/", calls.call_list, name="calls"),
    path("events/calls/<slug:slug>/", calls.call_detail, name="call"),
    path("events/<slug:slug>/poster.pdf", plans.poster, name="poster"),
    path("events/<slug:slug>/circular.pdf", plans.circular, name="circular"),
    path("events/<slug:slug>/questions/<str:token>/", after.questions, name="questions"),
    path("events/<slug:slug>/questions/<str:token>/thanks/", after.thanks, name="thanks"),
    path("desk/events/calls/", calls.desk_calls, name="desk_calls"),
    path("desk/events/calls/new/", calls.call_new, name="call_new"),
    path("desk/events/calls/<slug:slug>/edit/", calls.call_edit, name="call_edit"),
    path("desk/events/calls/<slug:slug>/publish/", calls.call_act, {"verb": "publish_call"}, name="call_publish"),
    path("desk/events/calls/<slug:slug>/withdraw/", calls.call_act, {"verb": "withdraw_call"}, name="call_withdraw"),
    path("desk/events/postings/", postings.desk_postings, name="postings"),
    path("desk/events/postings/<int:pk>/", postings.posting, name="posting"),
    path("desk/events/postings/<int:pk>/trust/", postings.trust, name="trust"),
    path("desk/events/postings/trusted/<int:pk>/end/", postings.end_trust, name="end_trust"),
    path("desk/events/<slug:slug>/submit/", postings.submit, name="submit"),
    path("desk/events/<slug:slug>/plan/", plans.plan, name="plan"),
    path("desk/events/<slug:slug>/plan/steps/", plans.step_new, name="step_new"),
    path("desk/events/<slug:slug>/plan/steps/<int:pk>/", plans.step_act, name="step"),
    path("desk/events/<slug:slug>/plan/rooms/<int:number>/", plans.room, name="room"),
    path("desk/events/<slug:slug>/plan/rooms/<int:pk>/back/", plans.room_back, name="room_back"),
    path("desk/events/<slug:slug>/questions/", after.desk_questions, name="desk_questions"),
    path("desk/events/<slug:slug>/questions/type/", after.type_answer, name="type_answer"),
    path("desk/events/<slug:slug>/questions/slip.pdf", after.slip, name="slip"),
    path("desk/events/<slug:slug>/report/", after.report, name="report"),
    path("desk/events/<slug:slug>/report/photos/", after.photo_new, name="photo_new"),
    path("desk/events/<slug:slug>/report/photos/<int:pk>/drop/", after.photo_drop, name="photo_drop"),
    path("desk/events/<slug:slug>/report/publish/", after.report_act, {"verb": "publish_report"}, name="publish"),
    path("desk/events/<slug:slug>/report/back/", after.report_act, {"verb": "take_report_back"}, name="take_back"),
]
