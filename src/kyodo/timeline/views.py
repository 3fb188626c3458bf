"""The timeline: as a list of eras, and as one sheet for the wall."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import Asked, anyone, open_to
from kyodo.timeline import forms, queries


@open_to(anyone)
def timeline(request: Asked) -> HttpResponse:
    """Show the milestones by era, narrowed by lane, era, years and words."""
    board = queries.board()
    question = forms.asked(request.GET, board)
    count, _told = queries.counts(board, question.wanted)
    context = {"question": question, "count": count, "has_any": bool(board.entries)}
    context |= {"filters": forms.filters(board, question), "chips": forms.chips(board, question)}
    # Divided only where the page is not kept.
    way = partial(queries.way, board, question.wanted)
    return render(request, "timeline/list.html", context | {"way": way})


@open_to(anyone)
def wall_sheet(request: Asked) -> HttpResponse:
    """Show the same milestones as one sheet to print on A3."""
    board = queries.board()
    question = forms.asked(request.GET, board)
    sheet = queries.sheet(board, queries.chosen(board, question.wanted))
    chips = forms.chips(board, question)
    return render(request, "timeline/sheet.html", {"sheet": sheet, "question": question, "chips": chips})
