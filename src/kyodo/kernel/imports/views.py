"""The pages of every import desk; :func:`kyodo.kernel.imports.urls.import_urls` gives each its rule."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyodo.kernel.errors import Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.imports import actions, queries
from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.imports.forms import ApplyForm, ColumnsForm, FileForm
from kyodo.kernel.imports.states import SentState
from kyodo.kernel.permissions import Asked, find_or_404
from kyodo.kernel.tables.write import table_file

ROWS_SHOWN = 50
_OPEN = (SentState.SENT, SentState.PREVIEWED)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def files(request: Asked, desk: ImportDesk) -> HttpResponse:
    """Take a file and show the latest ones."""
    form = FileForm(desk, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.receive_file(desk=desk, by=request.who, channel="web", **form.keywords())
            is_known = sent.state == SentState.PREVIEWED
            return redirect(desk.file_url if is_known else desk.columns_url, sent.pk)
        except Unusable as refusal:
            form.add_error("file", str(refusal.message))
    context = {"desk": desk, "form": form, "files": queries.files_of(desk)[:20]}
    return render(request, "imports/files.html", context, status=422 if form.errors else 200)


@require_safe
def template(request: Asked, desk: ImportDesk) -> StreamingHttpResponse:
    """Give an empty table with the names of the columns."""
    return table_file(f"{desk.key}-template", [target.label for target in desk.targets if target.is_offered], [])


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Asked, desk: ImportDesk, pk: int) -> HttpResponse:
    """Ask which column is which."""
    sent = find_or_404(queries.files_of(desk), desk.may_open, request.who, pk=pk)
    if sent.state not in _OPEN:
        raise Http404
    form = ColumnsForm(desk, sent, queries.samples_of(sent), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.name_columns(desk=desk, sent=sent, columns=form.columns(), by=request.who, channel="web")
        return redirect(desk.file_url, sent.pk)
    context = {"desk": desk, "sent": sent, "form": form}
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


@require_safe
def file(request: Asked, desk: ImportDesk, pk: int) -> HttpResponse:
    """Show what a file would do, or did, row by row."""
    sent = find_or_404(queries.files_of(desk), desk.may_open, request.who, pk=pk)
    outcome = request.GET.get("outcome", "")
    page = Paginator(queries.rows_of(sent, outcome), ROWS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "desk": desk, "sent": sent, "counts": queries.outcome_counts(sent), "outcome": outcome, "page": page,
        "lines": queries.lines_of(desk, list(page)), "form": ApplyForm(desk), "progress": queries.progress_of(sent),
    }  # fmt: skip
    return render(request, "imports/file.html", context)


@require_POST
def apply(request: Asked, desk: ImportDesk, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    sent = find_or_404(queries.files_of(desk), desk.may_open, request.who, pk=pk)
    keywords = ApplyForm(desk, request.POST).keywords()
    sent = actions.apply_file(desk=desk, sent=sent, by=request.who, channel="web", **keywords)
    if sent.state == SentState.APPLIED:
        messages.success(request, _("The file was imported. What became of each row is shown below."))
    return redirect(desk.file_url, sent.pk)


@require_POST
def discard(request: Asked, desk: ImportDesk, pk: int) -> HttpResponse:
    """Throw a file away."""
    sent = find_or_404(queries.files_of(desk), desk.may_open, request.who, pk=pk)
    actions.discard_file(sent=sent, by=request.who, channel="web")
    messages.success(request, _("The file was discarded. Nothing was changed."))
    return redirect(desk.urls)
