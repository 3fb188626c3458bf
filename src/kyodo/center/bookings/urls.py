"""Addresses of the rooms."""

from django.urls import URLPattern

app_name = "bookings"
urlpatterns: list[URLPattern] = []
