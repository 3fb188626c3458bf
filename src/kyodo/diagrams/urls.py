"""Addresses of the diagrams, of the collaborations that they show, and of the city's network."""

from django.urls import path

from kyodo.diagrams import views

app_name = "diagrams"

urlpatterns = [
    path("collaborations/<slug:slug>/", views.collaboration_detail, name="collaboration"),
]
