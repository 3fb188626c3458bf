"""The read API: what an anonymous visitor may see, as JSON, with its OpenAPI document."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from kyodo import __version__
from kyodo.kernel.errors import Told
from kyodo.kernel.registry import API_ROUTERS

api = NinjaAPI(
    title="kyodo",
    version=__version__,
    description="Support programmes, places with hours, organizations, cases, search. Read only; no key is needed.",
    docs_url=None,
    urls_namespace="api",
    servers=[{"url": settings.SITE_URL}],
)

for prefix, router in API_ROUTERS:
    api.add_router(f"/{prefix}", router)


@api.exception_handler(Told)
def told(request: HttpRequest, error: Told) -> HttpResponse:
    """Answer an error that has words for its reader."""
    return api.create_response(request, {"detail": str(error.message)}, status=error.status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameter is wrong and why, without echoing it."""
    wrong = [{"where": ".".join(map(str, e["loc"])), "what": e["msg"]} for e in error.errors]
    return api.create_response(request, {"detail": wrong}, status=422)
