"""The editor of a drawing: partners and ties in rows, with the diagram as one types."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.collaborations.public import Collaboration, drawn, may_change, picture_of, set_drawing
from kyodo.diagrams.figure import Figure, figure_of
from kyodo.diagrams.forms.drawing import DrawingForm
from kyodo.kernel.errors import Told
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, Who, find_or_404, open_to, signed_in


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
@once
def drawing_edit(request: Asked, slug: str) -> HttpResponse:
    """Change who takes part and what passes between them; its partners and the staff."""
    work = find_or_404(drawn(Collaboration.objects.all()), may_change, request.who, slug=slug)
    form = DrawingForm.asked(work, request.POST or None)
    context = {"form": form, "work": work, "figure": figure_of(form.picture(), href="")}
    if form.is_saving and form.is_valid():
        try:
            set_drawing(collaboration=work, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The diagram was saved."))
            return redirect(work)
        except Told as refused:
            form.refused(refused.message)
            context["theirs"] = saved_figure(request.who, work)
    return render(request, "diagrams/drawing.html", context, status=422 if form.faults or form.told else 200)


def saved_figure(who: Who, work: Collaboration) -> Figure:
    """Return the drawing as it is saved now, read afresh."""
    now = drawn(Collaboration.objects.filter(pk=work.pk)).get()
    return figure_of(picture_of(who, now), href="")


@open_to(signed_in)
@require_POST
def drawing_preview(request: Asked, slug: str) -> HttpResponse:
    """Draw what was typed so far; nothing is written."""
    work = find_or_404(drawn(Collaboration.objects.all()), may_change, request.who, slug=slug)
    form = DrawingForm.asked(work, request.POST)
    return render(request, "diagrams/preview.html", {"form": form, "figure": figure_of(form.picture(), href="")})
