"""Addresses of the lottery, of the cash book and of the figures; ``urls`` takes them in before its own."""

from django.urls import path

from kyodo.center.bookings.views import closings, fees, figures, lottery, lottery_desk, money

DESK = "desk/rooms/lottery/"

urlpatterns = [
    path("rooms/lottery/", lottery.round_list, name="lottery"),
    path("rooms/lottery/how/", lottery.how, name="lottery_how"),
    path("rooms/lottery/entries/<slug:code>/", lottery.entry_detail, name="entry"),
    path("rooms/lottery/entries/<slug:code>/withdraw/", lottery.entry_act, {"verb": "withdraw_entry"}, name="withdraw"),
    path("rooms/lottery/entries/<slug:code>/keep/", lottery.entry_act, {"verb": "keep_win"}, name="keep_win"),
    path("rooms/lottery/entries/<slug:code>/give-back/", lottery.entry_act, {"verb": "give_back"}, name="give_back"),
    path("rooms/lottery/<slug:code>/", lottery.round_detail, name="round"),
    path("rooms/lottery/<slug:code>/list.txt", lottery.round_listing, name="round_listing"),
    path("rooms/lottery/<slug:code>/draw.json", lottery.round_record, name="round_record"),
    path("rooms/lottery/<slug:code>/enter/", lottery.entry_new, name="enter"),
    path(DESK, lottery_desk.desk_list, name="desk_lottery"),
    path(f"{DESK}new/", lottery_desk.round_new, name="round_new"),
    path(f"{DESK}<slug:code>/", lottery_desk.desk_round, name="desk_round"),
    path(f"{DESK}<slug:code>/close/", lottery_desk.round_act, {"verb": "close_round"}, name="close_round"),
    path(f"{DESK}<slug:code>/call-off/", lottery_desk.round_act, {"verb": "call_off_round"}, name="call_off"),
    path(f"{DESK}<slug:code>/finish/", lottery_desk.round_act, {"verb": "finish_round"}, name="finish_round"),
    path(f"{DESK}<slug:code>/seed/", lottery_desk.round_seed, name="round_seed"),
    path(f"{DESK}<slug:code>/again/", lottery_desk.round_again, name="round_again"),
    path(f"{DESK}<slug:code>/alike/<int:pk>/", lottery_desk.likeness_decide, name="likeness"),
    path("rooms/fees/", figures.fees, name="fees"),
    path("rooms/figures/", figures.figures, name="figures"),
    path("rooms/figures/table/", figures.figures_table, name="figures_table"),
    path("desk/rooms/fees/", fees.fee_table, name="fee_table"),
    path("desk/rooms/fees/<int:pk>/down/", fees.fee_down, name="fee_down"),
    path("desk/rooms/money/", money.money_list, name="money"),
    path("desk/rooms/money/<slug:code>/", money.account, name="account"),
    path("desk/rooms/money/<slug:code>/<slug:verb>/", money.account_act, name="account_act"),
    path("desk/rooms/papers/<int:pk>/", money.paper_print, name="paper"),
    path("desk/rooms/closing/", closings.closing, name="closing"),
    path("desk/rooms/closing/<int:pk>/check/", closings.closing_check, name="closing_check"),
    path("desk/rooms/closing/<int:pk>/sheet/", closings.closing_sheet, name="closing_sheet"),
    path("desk/rooms/visits/", closings.visits, name="visits"),
]
