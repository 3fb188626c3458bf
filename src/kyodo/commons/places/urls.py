"""Addresses of the desk of those who look after places; the places' own pages are the navigator's."""

from kyodo.commons.places.imports.desk import FACILITY_IMPORT
from kyodo.kernel.imports.urls import import_urls

app_name = "places_desk"

urlpatterns = import_urls(FACILITY_IMPORT, "desk/places/import/")
