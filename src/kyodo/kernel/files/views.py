import logging

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.files.rules import may_open
from kyodo.kernel.permissions import NOBODY, Asked, anyone, find_or_404, open_to

logger = logging.getLogger(__name__)


@open_to(anyone)
@require_safe
def download(request: Asked, token: str) -> HttpResponseBase:
    """Give out a file to whoever its rule lets; to anybody else it does not exist."""
    stored = find_or_404(StoredFile.objects.all(), may_open, request.who, token=token)
    try:
        opened = stored.content.open("rb")
    except FileNotFoundError:
        logger.exception("the bytes of file %s are missing", stored.pk)
        raise Http404 from None
    return as_attachment(stored, FileResponse(opened, as_attachment=True, filename=stored.name))


def as_attachment(stored: StoredFile, response: FileResponse) -> FileResponse:
    """Set the headers with which a file can do nothing but be saved (or be the picture of a page)."""
    is_public = bool(may_open(NOBODY, stored))
    headers = {
        "Content-Type": stored.media_type,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "public, max-age=300" if is_public else "private, no-store",
    }
    for name, value in headers.items():
        response[name] = value
    return response
