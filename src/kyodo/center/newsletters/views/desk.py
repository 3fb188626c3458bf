"""The desk of the newsletters: issues in work, checking, publishing, previews and sending."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.newsletters.actions import issues as actions
from kyodo.center.newsletters.actions import sending
from kyodo.center.newsletters.forms import IssueForm, RunForm, SearchForm, TestForm
from kyodo.center.newsletters.letters import letter_of
from kyodo.center.newsletters.models import Issue, Mailing, Reader
from kyodo.center.newsletters.papers import issue_file
from kyodo.center.newsletters.queries import desk as queries
from kyodo.center.newsletters.queries.paper import standing
from kyodo.center.newsletters.queries.readers import numbers
from kyodo.center.newsletters.rules import keeps_newsletters, makes_issues, may_work_on
from kyodo.commons.people.public import Person, mail_of
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Told
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, Who, find_or_404, open_to

STEPS: dict[str, Callable[..., Any]] = {
    "review": actions.review_issue,
    "reopen": actions.reopen_issue,
    "publish": actions.publish_issue,
    "take_back": actions.take_back_issue,
}
SENDING: dict[str, Callable[..., Any]] = {"pause": sending.pause_mailing, "resume": sending.resume_mailing}


@open_to(makes_issues)
def desk(request: Asked) -> HttpResponse:
    """Show the issues in work, and readers in numbers."""
    context: dict[str, Any] = {"in_work": queries.in_work(), "keeps": bool(keeps_newsletters(request.who))}
    if context["keeps"]:
        context |= {
            "recent": queries.recent(), "asked": queries.asked_places(), "numbers": numbers(), "search": SearchForm(),
        }  # fmt: skip
    return render(request, "newsletters/desk/desk.html", context)


def _issue(request: Asked, pk: int) -> Issue:
    return find_or_404(queries.issues(), may_work_on, request.who, pk=pk)


@open_to(makes_issues)
@require_http_methods(["GET", "POST"])
@once
def issue_new(request: Asked) -> HttpResponse:
    """Begin an issue."""
    form = IssueForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issue = actions.begin_issue(by=request.who, channel="web", **form.cleaned_data)
            return redirect("newsletters:desk_issue", issue.pk)
        except Told as told:
            form.add_error("number", str(told.message))
    context = {"form": form, "issue": None}
    return render(request, "newsletters/desk/edit.html", context, status=422 if form.errors else 200)


@open_to(makes_issues)
@require_http_methods(["GET", "POST"])
def issue_edit(request: Asked, pk: int) -> HttpResponse:
    """Change the frame of an issue."""
    issue = _issue(request, pk)
    form = IssueForm(issue, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_issue(issue=issue, by=request.who, channel="web", **form.cleaned_data)
        return redirect("newsletters:desk_issue", issue.pk)
    context = {"form": form, "issue": issue}
    return render(request, "newsletters/desk/edit.html", context, status=422 if form.errors else 200)


@open_to(makes_issues)
@never_kept
def issue_desk(request: Asked, pk: int) -> HttpResponse:
    """Show what an issue lacks, how it looks in its three forms, and what can be done now."""
    page = queries.issue_desk(request.who, _issue(request, pk))
    context = {
        "page": page,
        "issue": page.issue,
        "test": TestForm(initial={"address": own_mail(request.who)}),
        "new_article": reverse("wagtailsnippets_newsletters_article:add"),
        "keeps": bool(keeps_newsletters(request.who)),
        "run_form": RunForm(initial={"printed_on": today()}),
        "standing": standing(page.run) if page.run else None,
    }
    return render(request, "newsletters/desk/issue.html", context)


def own_mail(who: Who) -> str:
    """Return the mail address of whoever is at the desk; empty where none is known."""
    if who.pk is None:
        return ""
    return mail_of(Person.objects.prefetch_related("contact_points").filter(pk=who.pk).first())


def _answered(request: Asked, issue: Issue, do: Callable[[], object], done: str) -> HttpResponse:
    """Do it, say what came of it, and go back to the issue."""
    try:
        do()
        messages.success(request, done)
    except Told as told:
        messages.error(request, str(told.message))
    return redirect("newsletters:desk_issue", issue.pk)


@open_to(makes_issues)
@require_POST
def issue_act(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Move an issue along its life."""
    step, issue = STEPS.get(verb), _issue(request, pk)
    if step is None:
        raise Http404
    return _answered(request, issue, partial(step, issue=issue, by=request.who, channel="web"), _("Done."))


@open_to(makes_issues)
@never_kept
def preview_paper(request: Asked, pk: int) -> HttpResponse:
    """Give an issue as it would be printed now."""
    answer = issue_file(_issue(request, pk), is_preview=True)
    answer["Cache-Control"] = "private, no-store"
    return answer


@open_to(makes_issues)
@never_kept
@xframe_options_sameorigin
def preview_letter(request: Asked, pk: int) -> HttpResponse:
    """Show the letter of an issue as mail programs with pictures and headings do; nothing in it can act."""
    _text, html, _leave = letter_of(_issue(request, pk)).to(Reader(code="-"))
    return HttpResponse(html, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})


@open_to(makes_issues)
@never_kept
def preview_text(request: Asked, pk: int) -> HttpResponse:
    """Show the letter of an issue as plain text."""
    issue = _issue(request, pk)
    letter = letter_of(issue)
    text, _html, _leave = letter.to(Reader(code="-"))
    return render(request, "newsletters/desk/letter.html", {"issue": issue, "letter": letter, "text": text})


@open_to(makes_issues)
@require_POST
def test_letter(request: Asked, pk: int) -> HttpResponse:
    """Send a trial letter to whoever asks for one."""
    issue, form = _issue(request, pk), TestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write your mail address, such as hanako@example.jp."))
        return redirect("newsletters:desk_issue", issue.pk)
    to = [form.cleaned_data["address"]]
    send = partial(sending.send_test, issue=issue, addresses=to, by=request.who, channel="web")
    return _answered(request, issue, send, _("A trial letter is under way."))


@open_to(keeps_newsletters)
@require_POST
def start_sending(request: Asked, pk: int) -> HttpResponse:
    """Begin to send an issue to its readers."""
    issue = _issue(request, pk)
    start = partial(sending.start_mailing, issue=issue, by=request.who, channel="web")
    return _answered(request, issue, start, _("The letters go out now, some at a time. You may close this page."))


@open_to(keeps_newsletters)
@require_POST
def act_sending(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Stop a sending, or go on with it."""
    issue, step = _issue(request, pk), SENDING.get(verb)
    mailing = Mailing.objects.select_related("issue__series").filter(issue=issue).first()
    if step is None or mailing is None:
        raise Http404
    return _answered(request, issue, partial(step, mailing=mailing, by=request.who, channel="web"), _("Done."))
