"""Addresses of the casebook."""

from django.urls import path

from kyodo.casebook import views

app_name = "casebook"

urlpatterns = [
    path("cases/", views.case_list, name="list"),
    path("cases/table/", views.case_table, name="table"),
    path("cases/<slug:slug>/", views.case_detail, name="detail"),
    path("cases/<slug:slug>/case.json", views.case_json, name="json"),
]
