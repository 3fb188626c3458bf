"""Addresses of the organizations and of their keepers' desk."""

from django.urls import path

from kyodo.commons.actors.imports.desk import ORGANIZATION_IMPORT
from kyodo.commons.actors.views import capacity, entries, handovers, mandates, papers, seats
from kyodo.kernel.imports.urls import import_urls

app_name = "actors"

_SEAT = "organizations/<slug:slug>/seats/<int:seat>/handover/"
_MANDATE = "organizations/<slug:slug>/mandates/<int:pk>/"

urlpatterns = [
    path("organizations/", entries.organization_list, name="list"),
    path("organizations/table/", entries.organization_table, name="table"),
    path("organizations/new/", entries.organization_new, name="new"),
    path("organizations/<slug:slug>/", entries.organization_detail, name="detail"),
    path("organizations/<slug:slug>/edit/", entries.organization_edit, name="edit"),
    path("organizations/<slug:slug>/confirm/", entries.organization_act, {"verb": "confirm"}, name="confirm"),
    path("organizations/<slug:slug>/list/", entries.organization_act, {"verb": "list"}, name="show"),
    path("organizations/<slug:slug>/withdraw/", entries.organization_act, {"verb": "withdraw"}, name="withdraw"),
    path("organizations/<slug:slug>/seats/", seats.seat_list, name="seats"),
    path("organizations/<slug:slug>/seats/<int:pk>/", seats.seat_detail, name="seat"),
    path("organizations/<slug:slug>/seats/<int:pk>/vacate/", seats.seat_vacate, name="vacate"),
    path("organizations/<slug:slug>/seats/<int:pk>/handover/", handovers.handover, name="handover"),
    path("organizations/<slug:slug>/seats/<int:pk>/handover/make/", handovers.handover_make, name="handover_make"),
    path("organizations/<slug:slug>/seats/<int:pk>/handover/notes/new/", handovers.note_new, name="note_new"),
    path(f"{_SEAT}notes/<int:pk>/", handovers.note_change, name="note"),
    path(f"{_SEAT}notes/<int:pk>/remove/", handovers.note_remove, name="note_remove"),
    path(f"{_SEAT}<int:pk>/book.pdf", handovers.handover_book, name="handover_book"),
    path(f"{_SEAT}<int:pk>/envelope.pdf", handovers.handover_envelope, name="handover_envelope"),
    path("organizations/<slug:slug>/capacity/", capacity.capacity_page, name="capacity"),
    path("organizations/<slug:slug>/mandates/", mandates.mandate_list, name="mandates"),
    path("organizations/<slug:slug>/mandates/new/", mandates.mandate_new, name="mandate_new"),
    path(_MANDATE, mandates.mandate_detail, name="mandate"),
    path(f"{_MANDATE}sheet.pdf", mandates.mandate_paper, name="mandate_paper"),
    path(f"{_MANDATE}give/", mandates.mandate_give, name="mandate_give"),
    path(f"{_MANDATE}scan/", mandates.mandate_scan, name="mandate_scan"),
    path(f"{_MANDATE}revoke/", mandates.mandate_revoke, name="mandate_revoke"),
    path(f"{_MANDATE}account/<str:month>/", mandates.mandate_account, name="mandate_account"),
    path(f"{_MANDATE}account/<str:month>/account.pdf", mandates.mandate_account_paper, name="mandate_account_paper"),
    path("desk/mandates/", mandates.desk_mandates, name="desk_mandates"),
    path("desk/handovers/", handovers.desk_handovers, name="desk_handovers"),
    path("desk/papers/", papers.paper_list, name="papers"),
    path("desk/papers/<int:pk>/printed/", papers.paper_printed, name="paper_printed"),
    *import_urls(ORGANIZATION_IMPORT, "desk/organizations/import/"),
]
