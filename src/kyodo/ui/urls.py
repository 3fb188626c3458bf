"""The gallery of components, and the address that belongs to a postcode."""

from django.urls import path

from kyodo.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("postcode/", views.postcode, name="postcode"),
]
