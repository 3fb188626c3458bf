"""Where LINE tells us what people did. Only LINE can sign what it sends; all others learn nothing here."""

import json

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kyodo.commons.asks.conversation import hear
from kyodo.kernel.notices import line
from kyodo.kernel.permissions import Asked, anyone, open_to

#: LINE sends a hundred events at the most, far below this.
MOST_BYTES = 1_000_000


@open_to(anyone)
@csrf_exempt
@require_POST
def line_webhook(request: Asked) -> HttpResponse:
    """Take events; an event that cannot be dealt with now fails the request, so that LINE tells it again."""
    if not line.is_on():
        raise Http404
    if not request.META.get("CONTENT_LENGTH", "").isdecimal() or int(request.META["CONTENT_LENGTH"]) > MOST_BYTES:
        return HttpResponse(status=413)
    if not line.is_signed(request.body, request.headers.get("X-Line-Signature", "")):
        return HttpResponse(status=401)
    try:
        events = json.loads(request.body)["events"]
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    for event in events if isinstance(events, list) else []:
        hear(event)
    return HttpResponse()
