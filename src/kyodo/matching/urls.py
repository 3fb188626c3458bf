"""Addresses of needs, offers, introductions and the coordinators' desk."""

from django.urls import URLPattern

app_name = "matching"

urlpatterns: list[URLPattern] = []
