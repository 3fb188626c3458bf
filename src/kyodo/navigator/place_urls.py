"""Addresses of places and desks. The commons hold what places are; their pages live here."""

from django.urls import path

from kyodo.navigator.views import places

app_name = "places"

urlpatterns = [
    path("places/", places.place_list, name="list"),
    path("places/<slug:slug>/", places.place_detail, name="detail"),
    path("places/<slug:slug>/closures.ics", places.place_closures, name="closures"),
    path("desks/", places.desk_list, name="desks"),
    path("desks/<slug:slug>/", places.desk_detail, name="desk"),
]
