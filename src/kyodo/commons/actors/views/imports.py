"""The import desk: choose a file, look at what it would do, apply or discard it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.actors import queries, rules, tablefile
from kyodo.commons.actors.forms import ApplyForm, ImportForm
from kyodo.commons.actors.imports import actions
from kyodo.commons.actors.imports.layouts import LAYOUTS, TEMPLATE_COLUMNS
from kyodo.commons.actors.models import ImportBatch
from kyodo.kernel.errors import Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.imports.plan import Outcome
from kyodo.kernel.permissions import Asked, find_or_404, open_to

ROWS_SHOWN = 50


@open_to(rules.imports_files)
@require_http_methods(["GET", "POST"])
@once
def import_list(request: Asked) -> HttpResponse:
    """Take a file and show the latest imports."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.preview_import(by=request.who, channel="web", **form.keywords())
            return redirect("actors:import", batch.pk)
        except Unusable as refusal:
            form.add_error("file", str(refusal.message))
    context = {"form": form, "batches": queries.latest_imports(), "columns": TEMPLATE_COLUMNS}
    return render(request, "actors/imports.html", context, status=422 if form.errors else 200)


@open_to(rules.imports_files)
def import_template(request: Asked) -> StreamingHttpResponse:
    """Give the empty template."""
    return tablefile.template_file()


@open_to(rules.imports_files)
def import_detail(request: Asked, pk: int) -> HttpResponse:
    """Show what a file would do, or did, row by row."""
    batch = find_or_404(ImportBatch.objects.select_related("made_by"), rules.may_import, request.who, pk=pk)
    outcome = request.GET.get("outcome", "")
    rows = queries.import_rows(batch, outcome if outcome in Outcome.values else "")
    context = {
        "batch": batch,
        "layout": LAYOUTS[batch.layout],
        "names": queries.names_by_slug(),
        "counts": queries.outcome_counts(batch),
        "outcome": outcome,
        "page": Paginator(rows, ROWS_SHOWN).get_page(request.GET.get("page")),
        "form": ApplyForm(),
    }
    return render(request, "actors/import.html", context)


@open_to(rules.imports_files)
@require_POST
def import_apply(request: Asked, pk: int) -> HttpResponse:
    """Write a preview into the directory."""
    batch = find_or_404(ImportBatch.objects.all(), rules.MAY["apply"], request.who, pk=pk)
    form = ApplyForm(request.POST)
    lists_new = form.is_valid() and form.cleaned_data["lists_new"]
    actions.apply_import(batch=batch, lists_new=lists_new, by=request.who, channel="web")
    messages.success(request, _("The file was imported. What became of each row is shown below."))
    return redirect("actors:import", batch.pk)


@open_to(rules.imports_files)
@require_POST
def import_discard(request: Asked, pk: int) -> HttpResponse:
    """Throw a preview away."""
    batch = find_or_404(ImportBatch.objects.all(), rules.MAY["discard"], request.who, pk=pk)
    actions.discard_import(batch=batch, by=request.who, channel="web")
    messages.success(request, _("The preview was discarded. Nothing was changed."))
    return redirect("actors:imports")
