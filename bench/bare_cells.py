"""The floor of a booking: a bare Django view that does one insert of the same cells. No middleware, no rule."""

from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kyodo.center.bookings.models import Cell


def take(request: HttpRequest) -> HttpResponse:
    """Insert the cells that the address names: ``/unit/booking/first quarter/how many/``."""
    unit, booking, first, count = (int(part) for part in request.path.strip("/").split("/"))
    rows = [Cell(unit_id=unit, booking_id=booking, quarter=quarter) for quarter in range(first, first + count)]
    with transaction.atomic():
        Cell.objects.bulk_create(rows)
    return HttpResponse("taken", status=201)


urlpatterns = [path("<int:unit>/<int:booking>/<int:first>/<int:count>/", take)]
application = get_wsgi_application()
