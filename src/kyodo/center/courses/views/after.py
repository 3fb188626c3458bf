"""After an event: a few questions without names, and the report that stays."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.courses import papers, queries, rules
from kyodo.center.courses.actions import questionnaires, reports
from kyodo.center.courses.forms import AnswerForm, PhotoForm, QuestionnaireForm, ReportForm
from kyodo.center.courses.models import Photo, Questionnaire, Report
from kyodo.center.courses.queries.answers import results
from kyodo.center.courses.views.common import paper, prepared, tried
from kyodo.commons.gatherings.public import Gathering, came_at_all, figures
from kyodo.kernel.errors import Conflict
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to, require


def _asked(slug: str, token: str) -> Questionnaire:
    found = Questionnaire.objects.select_related("gathering").filter(gathering__slug=slug).first()
    if found is None or not queries.QUESTIONNAIRE.fits(token, slug):
        raise Http404
    return found


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def questions(request: Asked, slug: str, token: str) -> HttpResponse:
    """Ask a few questions; nobody's name is asked or kept."""
    found = _asked(slug, token)
    form = AnswerForm(request.POST or None, found.own_question)
    if request.method == "POST" and form.is_valid():
        try:
            facts = form.keywords()
            questionnaires.answer_questionnaire(questionnaire=found, by=request.who, channel="web", **facts)
            return redirect("courses:thanks", slug, token)
        except Conflict as conflict:
            form.add_error(None, str(conflict.message))
    context = {"form": form, "gathering": found.gathering, "questionnaire": found}
    return render(request, "courses/questions.html", context, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
def thanks(request: Asked, slug: str, token: str) -> HttpResponse:
    """Thank for an answer."""
    return render(request, "courses/thanks.html", {"gathering": _asked(slug, token).gathering})


@open_to(rules.prepares)
@never_kept
@require_http_methods(["GET", "POST"])
def desk_questions(request: Asked, slug: str) -> HttpResponse:
    """Show the figures of a questionnaire; open it or close it."""
    gathering = prepared(request, slug)
    found = Questionnaire.objects.filter(pk=gathering.pk).first()
    initial = {"own_question": found.own_question, "is_open": found.is_open} if found else None
    form = QuestionnaireForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = _("The questionnaire was saved.")
        tried(request, questionnaires.open_questionnaire, said, gathering=gathering, **form.cleaned_data)
        return redirect("courses:desk_questions", slug)
    shown = {"results": results(found), "link": queries.questionnaire_address(slug)} if found else {}
    context = {"gathering": gathering, "questionnaire": found, "form": form, **shown}
    return render(request, "courses/desk_questions.html", context, status=422 if form.errors else 200)


@open_to(rules.prepares)
@require_http_methods(["GET", "POST"])
@once
def type_answer(request: Asked, slug: str) -> HttpResponse:
    """Type in a paper slip; the next one follows at once."""
    gathering = prepared(request, slug)
    found = get_object_or_404(Questionnaire.objects.select_related("gathering"), pk=gathering.pk)
    form = AnswerForm(request.POST or None, found.own_question)
    if request.method == "POST" and form.is_valid():
        facts = {"questionnaire": found, "channel": "paper", **form.keywords()}
        try:
            questionnaires.answer_questionnaire(by=request.who, **facts)
            return redirect("courses:type_answer", slug)
        except Conflict as conflict:
            form.add_error(None, str(conflict.message))
    context = {"form": form, "gathering": gathering, "count": found.answers.count()}
    return render(request, "courses/type_answer.html", context, status=422 if form.errors else 200)


@open_to(rules.prepares)
def slip(request: Asked, slug: str) -> HttpResponse:
    """Give the questionnaire on paper."""
    gathering = prepared(request, slug)
    found = get_object_or_404(Questionnaire.objects.select_related("gathering"), pk=gathering.pk)
    return paper(papers.slip_pdf(found), f"{slug}-questions")


# --- the report --------------------------------------------------------------------------------


@open_to(rules.prepares)
@require_http_methods(["GET", "POST"])
def report(request: Asked, slug: str) -> HttpResponse:
    """Write the report of an event."""
    gathering = prepared(request, slug)
    found = queries.report_of(gathering)
    form = ReportForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        tried(request, reports.write_report, _("The report was saved."), gathering=gathering, **form.keywords())
        return redirect("courses:report", slug)
    context = _report_page(request, gathering, found, form, PhotoForm())
    return render(request, "courses/report.html", context, status=422 if form.errors else 200)


def _report_page(
    request: Asked, gathering: Gathering, found: Report | None, form: ReportForm, photo_form: PhotoForm
) -> dict[str, object]:
    return {
        "gathering": gathering, "report": found, "form": form, "photo_form": photo_form,
        "figures": figures(gathering), "came": came_at_all(gathering), "keeps": bool(rules.keeps_courses(request.who)),
        "photos": list(found.photos.all()) if found else [],
    }  # fmt: skip


@open_to(rules.prepares)
@require_POST
@once
def photo_new(request: Asked, slug: str) -> HttpResponse:
    """Add a picture to a report."""
    gathering = prepared(request, slug)
    found = get_object_or_404(Report, pk=gathering.pk)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        tried(request, reports.add_photo, _("The picture was added."), report=found, **form.keywords())
        return redirect(reverse("courses:report", args=[slug]))
    context = _report_page(request, gathering, queries.report_of(gathering), ReportForm(None, found), form)
    return render(request, "courses/report.html", context, status=422)


@open_to(rules.prepares)
@require_POST
def photo_drop(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Take a picture away."""
    gathering = prepared(request, slug)
    photo = get_object_or_404(Photo.objects.select_related("stored", "report"), pk=pk, report=gathering.pk)
    tried(request, reports.drop_photo, _("The picture was taken away."), photo=photo)
    return redirect("courses:report", slug)


ACTS = {
    "publish_report": (reports.publish_report, gettext_lazy("The report is public now.")),
    "take_report_back": (reports.take_report_back, gettext_lazy("The report was taken back.")),
}


@open_to(rules.keeps_courses)
@require_POST
def report_act(request: Asked, slug: str, verb: str) -> HttpResponse:
    """Publish a report or take it back."""
    gathering = prepared(request, slug)
    found = find_or_404(Report.objects.select_related("gathering"), rules.may_see_report, request.who, pk=gathering.pk)
    require(rules.MAY, verb, request.who, found)
    act, said = ACTS[verb]
    tried(request, act, said, report=found)
    return redirect("courses:report", slug)
