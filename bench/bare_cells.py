"""The floor of a booking: a bare Django view that does one insert of the same cells. No middleware, no rule."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

django.setup()  # first: the models below need it
settings.MIDDLEWARE = []  # after the checks of the apps, that ask for theirs

from kyodo.center.bookings.models import Cell  # noqa: E402


def take(request: HttpRequest, unit: int, booking: int, first: int, count: int) -> HttpResponse:
    """Insert the cells that the address names."""
    rows = [Cell(unit_id=unit, booking_id=booking, quarter=quarter) for quarter in range(first, first + count)]
    with transaction.atomic():
        Cell.objects.bulk_create(rows)
    return HttpResponse("taken", status=201)


urlpatterns = [path("<int:unit>/<int:booking>/<int:first>/<int:count>/", take)]
application = get_wsgi_application()
