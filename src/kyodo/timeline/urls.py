"""Addresses of the timeline."""

from django.urls import path

from kyodo.timeline import views

app_name = "timeline"

urlpatterns = [
    path("timeline/", views.timeline, name="list"),
    path("timeline/print/", views.wall_sheet, name="sheet"),
]
