"""Addresses of the rooms."""

from django.urls import URLPattern

from kyodo.center.bookings import lottery_urls

app_name = "bookings"
urlpatterns: list[URLPattern] = [*lottery_urls.urlpatterns]
