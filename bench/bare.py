"""The floor: the least that Django can do on the same server. No template, no database, no middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], USE_TZ=True)


def hello(request: HttpRequest) -> HttpResponse:
    """Answer one word."""
    return HttpResponse("hello")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
