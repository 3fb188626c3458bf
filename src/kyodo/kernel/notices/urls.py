"""The outbox page; it exists on demo, development and test machines only."""

from django.conf import settings
from django.urls import path

from kyodo.kernel.notices import views

#: Where mails of invented people may be read by anyone.
OPEN_MODES = ("demo", "development", "test")

urlpatterns = (
    [
        path("dev/outbox/", views.outbox, name="outbox"),
        path("dev/outbox/<int:number>/", views.letter, name="outbox_letter"),
    ]
    if settings.MODE in OPEN_MODES
    else []
)
