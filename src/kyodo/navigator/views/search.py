"""The search over the whole house."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import anyone, open_to
from kyodo.navigator.forms import search_asked
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.searching import search_page
from kyodo.navigator.views.support import chips
from kyodo.navigator.words import EXAMPLES


@open_to(anyone)
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, ranked across all kinds."""
    asked = search_asked(request.GET)
    page = search_page(asked, request.who, Memo())  # type: ignore[attr-defined]
    context = {
        "found": page,
        "chips": chips(request, page.facets),
        "keep": [("q", asked.text)],
        "clear_href": f"?{urlencode({'q': asked.text})}",
        "examples": EXAMPLES,
    }
    return render(request, "navigator/search.html", context)
