"""Addresses of the files of open data: the same in every language."""

from django.urls import path

from kyodo.site.opendata import views

urlpatterns = [
    path("catalog.jsonld", views.json_ld, name="data_jsonld"),
    path("catalog.ttl", views.turtle, name="data_turtle"),
    path("datapackage.json", views.data_package, name="data_package"),
    path("all.zip", views.everything, name="data_zip"),
    path("<slug:slug>.csv", views.csv_file, name="data_csv"),
    path("<slug:slug>.json", views.json_file, name="data_json"),
    path("<slug:slug>.csv-metadata.json", views.metadata, name="data_metadata"),
]
