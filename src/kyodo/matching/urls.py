"""Addresses of needs, offers, introductions and the coordinators' desk."""

from django.urls import path

from kyodo.matching.views import (
    desk,
    figures,
    introducing,
    introductions,
    letters,
    need_desk,
    needs,
    offer_desk,
    offers,
    own_offers,
    weights,
)

app_name = "matching"

OWN = "offers/<str:code>/own/<str:token>/"

urlpatterns = [
    path("needs/", needs.need_list, name="needs"),
    path("needs/new/", needs.need_new, name="need_new"),
    path("needs/<str:code>/", needs.need_detail, name="need"),
    path("needs/<str:code>/own/<str:token>/", needs.need_own, name="need_own"),
    path("desk/needs/new/", need_desk.need_call, name="need_call"),
    path("desk/needs/<str:code>/", need_desk.need_desk, name="desk_need"),
    path("desk/needs/<str:code>/close/", need_desk.need_close, name="need_close"),
    *(
        path(f"desk/needs/<str:code>/{verb}/", need_desk.need_act, {"verb": verb}, name=f"need_{verb}")
        for verb in need_desk.ACTS
    ),
    path("offers/", offers.offer_list, name="offers"),
    path("offers/new/", offers.offer_new, name="offer_new"),
    path("offers/<str:code>/", offers.offer_detail, name="offer"),
    path("offers/<str:code>/paper/", offers.offer_paper, name="offer_paper"),
    path(OWN, own_offers.offer_own, name="offer_own"),
    path(f"{OWN}card/", own_offers.offer_card, name="offer_card"),
    path(f"{OWN}contact/", own_offers.offer_contact, name="offer_contact"),
    path(f"{OWN}check/", own_offers.offer_check, name="offer_check"),
    path(f"{OWN}choose/", own_offers.offer_choose, name="offer_choose"),
    path(f"{OWN}withdraw/", own_offers.offer_withdraw, name="offer_withdraw"),
    path(f"{OWN}paper/", own_offers.offer_own_paper, name="offer_own_paper"),
    path("desk/offers/<str:code>/", offer_desk.offer_desk, name="desk_offer"),
    path("desk/offers/<str:code>/close/", offer_desk.offer_close, name="offer_close"),
    *(
        path(f"desk/offers/<str:code>/{verb}/", offer_desk.offer_act, {"verb": verb}, name=f"offer_{verb}")
        for verb in offer_desk.ACTS
    ),
    path("desk/figures/", figures.figure_page, name="figures"),
    path("desk/figures/table/", figures.figure_table, name="figures_table"),
    path("introductions/<int:pk>/", introductions.own, name="own_introduction"),
    path("desk/", desk.day, name="desk"),
    path("desk/day/<slug:key>/", desk.section, name="section"),
    path("desk/hosts/<slug:slug>/", desk.host, name="host"),
    path("desk/hosts/<slug:slug>/notes/", desk.note_host, name="note_host"),
    path("desk/notes/<int:pk>/done/", desk.finish_note, name="finish_note"),
    path("desk/offers/<str:code>/introduce/", introducing.introduce_offer, name="introduce_offer"),
    path("desk/offers/<str:code>/introduce/<slug:slug>/", introducing.draft, name="draft"),
    path("desk/offers/<str:code>/queue/", introducing.queue, name="queue"),
    path("desk/offers/<str:code>/letter/", letters.for_writer, name="offer_letter"),
    path("desk/offers/<str:code>/claim/", desk.claim, {"kind": "offer"}, name="claim_offer"),
    path("desk/offers/<str:code>/hand-over/", desk.hand_over, {"kind": "offer"}, name="hand_over_offer"),
    path("desk/offers/<str:code>/notes/", desk.note_thing, {"kind": "offer"}, name="note_offer"),
    path("desk/offers/<str:code>/others/close/", desk.close_others, {"kind": "offer"}, name="close_others_offer"),
    path("desk/needs/<str:code>/notes/", desk.note_thing, {"kind": "need"}, name="note_need"),
    path("desk/needs/<str:code>/others/close/", desk.close_others, {"kind": "need"}, name="close_others_need"),
    path("desk/needs/<str:code>/introduce/", introducing.introduce_need, name="introduce_need"),
    path("desk/needs/<str:code>/introduce/<slug:slug>/", introducing.draft_need, name="draft_need"),
    path("desk/needs/<str:code>/claim/", desk.claim, {"kind": "need"}, name="claim_need"),
    path("desk/needs/<str:code>/hand-over/", desk.hand_over, {"kind": "need"}, name="hand_over_need"),
    path("desk/introductions/<int:pk>/", introductions.introduction, name="introduction"),
    path("desk/introductions/<int:pk>/ask/", introductions.act, {"verb": "ask"}, name="ask"),
    path("desk/introductions/<int:pk>/undo/", introductions.act, {"verb": "take_back"}, name="undo"),
    path("desk/introductions/<int:pk>/meeting/", introductions.fix_meeting, name="fix_meeting"),
    path("desk/introductions/<int:pk>/form/", introductions.form_work, name="form"),
    path("desk/introductions/<int:pk>/close/", introductions.close, name="close"),
    path("desk/introductions/<int:pk>/notes/", desk.note_introduction, name="note_introduction"),
    path("desk/introductions/<int:pk>/host/answer/", introductions.type_answer, {"role": "host"}, name="answer_host"),
    path(
        "desk/introductions/<int:pk>/guest/answer/", introductions.type_answer, {"role": "guest"}, name="answer_guest"
    ),
    path("desk/introductions/<int:pk>/host/letter/", letters.for_side, {"role": "host"}, name="letter_host"),
    path("desk/introductions/<int:pk>/guest/letter/", letters.for_side, {"role": "guest"}, name="letter_guest"),
    path("desk/letters/<int:pk>/", letters.letter, name="letter"),
    path("desk/letters/<int:pk>/letter.pdf", letters.letter_sheet, name="letter_sheet"),
    path("desk/letters/<int:pk>/printed/", letters.printed, name="printed"),
    path("desk/matching/weights/", weights.weights, name="weights"),
]
