"""How much an association can take on, told by itself or by the staff whom it told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.commons.actors import rules
from kyodo.commons.actors.capacity import capacity_of, open_works, standing, tell_capacity
from kyodo.commons.actors.forms import CapacityForm
from kyodo.commons.actors.models import Actor
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Asked, find_or_404, open_to, signed_in


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
def capacity_page(request: Asked, slug: str) -> HttpResponse:
    """Show how an association stands today, and take what it tells."""
    actor = find_or_404(Actor.objects.all(), rules.may_tell_capacity, request.who, slug=slug)
    told = capacity_of(actor)
    form = CapacityForm(told, rules.holds_a_seat(request.who, actor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tell_capacity(actor=actor, by=request.who, **form.keywords())
            messages.success(request, _("Thank you. Whoever is about to ask you sees this first."))
            return redirect("actors:capacity", slug)
        except Unusable as refused:
            form.add_error(None, str(refused.message))
    stands = standing(told, open_works([actor.pk])[actor.pk], timezone.localdate())
    shown = {"actor": actor, "told": told, "stands": stands, "form": form}
    return render(request, "actors/capacity.html", shown, status=422 if form.errors else 200)
