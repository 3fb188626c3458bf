"""Addresses of needs, offers, introductions and the coordinators' desk."""

from django.urls import path

from kyodo.matching.views import candidates

app_name = "matching"

urlpatterns = [
    path("desk/offers/<str:code>/candidates/", candidates.hosts, name="hosts"),
    path("desk/needs/<str:code>/candidates/", candidates.guests, name="guests"),
    path("desk/matching/weights/", candidates.weights, name="weights"),
]
