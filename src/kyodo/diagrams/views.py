"""The page of a joint work, with its diagram."""

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.commons.collaborations.public import Collaboration, drawn, may_see, picture_of
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to


@open_to(anyone)
def collaboration_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a joint work as whoever asks may see it."""
    collaboration = find_or_404(drawn(Collaboration.objects.all()), may_see, request.who, slug=slug)
    picture = picture_of(request.who, collaboration)
    return render(request, "diagrams/collaboration.html", {"collaboration": collaboration, "picture": picture})
