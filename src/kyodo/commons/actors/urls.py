"""Addresses of the organizations and of their keepers' desk."""

from django.urls import path

from kyodo.commons.actors.views import entries, imports, seats

app_name = "actors"

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
    path("desk/organizations/import/", imports.import_list, name="imports"),
    path("desk/organizations/import/template/", imports.import_template, name="import_template"),
    path("desk/organizations/import/<int:pk>/", imports.import_detail, name="import"),
    path("desk/organizations/import/<int:pk>/apply/", imports.import_apply, name="import_apply"),
    path("desk/organizations/import/<int:pk>/discard/", imports.import_discard, name="import_discard"),
]
