"""How an event of this room is found, and how a refusal is told."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from kyodo.center.courses import rules
from kyodo.commons.gatherings.public import Gathering, may_see, whole
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Asked, find_or_404


def prepared(request: Asked, slug: str) -> Gathering:
    """Return an event that this one prepares."""
    return find_or_404(whole(Gathering.objects.all()), rules.may_prepare, request.who, slug=slug)


def seen(request: Asked, slug: str) -> Gathering:
    """Return an event that this one may see."""
    return find_or_404(whole(Gathering.objects.all()), may_see, request.who, slug=slug)


def tried(request: Asked, act: Callable[..., Any], said: Any, **facts: Any) -> bool:
    """Do something for whoever asks and say what came of it; returns whether it was done."""
    try:
        act(by=request.who, channel="web", **facts)
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))
        return False
    messages.success(request, str(said))
    return True


def paper(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to open and print."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
