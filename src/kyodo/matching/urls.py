"""Addresses of needs, offers, introductions and the coordinators' desk."""

from django.urls import path

from kyodo.matching.views import figures, need_desk, needs, offer_desk, offers, own_offers

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
]
