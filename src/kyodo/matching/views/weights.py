"""The weights by which candidates are ordered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.kernel.permissions import Asked, open_to
from kyodo.matching import rules
from kyodo.matching.actions.weights import set_weights
from kyodo.matching.codes import read_code
from kyodo.matching.forms.weights import WeightsForm
from kyodo.matching.models import Offer
from kyodo.matching.queries import candidates


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
def weights(request: Asked) -> HttpResponse:
    """Show how much each reason counts; try other weights on an offer, or save them."""
    if request.method != "POST":
        return render(request, "matching/weights.html", {"form": WeightsForm.fresh(request.GET.get("offer", "")[:6])})
    form = WeightsForm(request.POST)
    if form.is_valid() and "save" in request.POST:
        set_weights(values=form.values(), by=request.who, channel="web")
        messages.success(request, _("The weights were saved and count from now on."))
        return redirect("matching:weights")
    return render(request, "matching/weights.html", _tried(form), status=422 if form.errors else 200)


def _tried(form: WeightsForm) -> dict[str, object]:
    """Return the typed weights with the order that they would give to an offer, where one was named."""
    if not form.is_valid() or not form.cleaned_data["offer"]:
        return {"form": form}
    offer = Offer.objects.exclude(state="draft").filter(code=read_code(form.cleaned_data["offer"])).first()
    if offer is None:
        form.add_error("offer", _("There is no offer with this number. Please look at its page."))
        return {"form": form}
    return {"form": form, "offer": offer, "moves": candidates.tried(offer, form.values())}
