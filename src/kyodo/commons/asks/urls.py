"""Addresses of answers, and of the desk's questions."""

from django.urls import path

from kyodo.commons.asks.views import answering, desk, handovers, messaging, typed, webhook, yearly

app_name = "asks"

urlpatterns = [
    path("r/", answering.code_entry, name="code"),
    path("r/<str:code>/", answering.answer_page, name="answer"),
    path("r/<str:code>/<str:token>/", answering.signed_page, name="signed"),
    path("line/webhook", webhook.line_webhook, name="line_webhook"),
    path("handover/", handovers.code_entry, name="handover_code"),
    path("handover/<str:code>/", handovers.handover_page, name="handover"),
    path("handover/<str:code>/<str:token>/", handovers.signed_page, name="handover_signed"),
    path("desk/asks/", desk.day, name="day"),
    path("desk/asks/new/", desk.choose_seat, name="choose"),
    path("desk/asks/new/<int:seat>/", desk.new_question, name="new"),
    path("desk/asks/new/<int:seat>/other/", desk.other_ask, name="other"),
    path("desk/asks/slips.pdf", desk.print_waiting, name="slips"),
    path("desk/asks/meter/", desk.meter_page, name="meter"),
    path("desk/asks/line/", messaging.line_desk, name="line"),
    path("desk/asks/figures/", yearly.figures_page, name="figures"),
    path("desk/asks/figures.csv", yearly.figures_table, name="figures_table"),
    path("desk/asks/<int:pk>/", desk.ask_detail, name="ask"),
    path("desk/asks/<int:pk>/slip.pdf", desk.slip, name="slip"),
    path("desk/asks/<int:pk>/call/", desk.call, name="call"),
    path("desk/asks/<int:pk>/connect/", messaging.connect, name="connect"),
    path("desk/asks/<int:pk>/withdraw/", desk.act, {"verb": "withdraw"}, name="withdraw"),
    path("desk/asks/<int:pk>/reopen/", desk.act, {"verb": "reopen"}, name="reopen"),
    path("desk/replies/", typed.replies, name="replies"),
]
