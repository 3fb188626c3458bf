"""Addresses of the navigation site."""

from django.urls import path

from kyodo.navigator.views import reading, support

app_name = "navigator"

urlpatterns = [
    path("support/", support.support_list, name="support"),
    path("support/table/", support.support_table, name="support_table"),
    path("support/finder/", support.support_finder, name="finder"),
    path("support/<slug:slug>/", support.support_detail, name="support_detail"),
    path("guides/", reading.guide_list, name="guides"),
    path("guides/<slug:slug>/", reading.guide_detail, name="guide_detail"),
    path("figures/", reading.figure_list, name="figures"),
    path("figures/<slug:slug>/", reading.figure_detail, name="figure_detail"),
    path("videos/", reading.video_list, name="videos"),
]
