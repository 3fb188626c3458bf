"""The timeline: as a list of eras, and as one sheet for the wall."""

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import Asked, anyone, open_to
from kyodo.timeline import forms, queries


@open_to(anyone)
def timeline(request: Asked) -> HttpResponse:
    """Show the milestones by era, narrowed by lane, era, years and words."""
    board = queries.board()
    question = forms.asked(request.GET, board)
    entries = queries.chosen(board, question.wanted)
    sections, lanes = queries.sections(board, entries)
    filters, chips = forms.filters(board, question), forms.chips(board, question)
    context = {"question": question, "count": len(entries), "sections": sections, "lanes": lanes, "chips": chips}
    return render(request, "timeline/list.html", context | {"filters": filters, "has_any": bool(board.entries)})


@open_to(anyone)
def wall_sheet(request: Asked) -> HttpResponse:
    """Show the same milestones as one sheet to print on A3."""
    board = queries.board()
    question = forms.asked(request.GET, board)
    sheet = queries.sheet(board, queries.chosen(board, question.wanted))
    chips = forms.chips(board, question)
    return render(request, "timeline/sheet.html", {"sheet": sheet, "question": question, "chips": chips})
