"""Addresses of the diagrams, of the collaborations that they show, and of the city's network."""

from django.urls import URLPattern

app_name = "diagrams"

urlpatterns: list[URLPattern] = []
