"""The search over the whole house."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import Asked, anyone, open_to
from kyodo.navigator.forms import search_asked
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.pages import chips
from kyodo.navigator.queries.searching import search_page
from kyodo.navigator.words import EXAMPLES


@open_to(anyone)
def search(request: Asked) -> HttpResponse:
    """Show what was found, ranked across all kinds."""
    asked = search_asked(request.GET)
    page = search_page(asked, request.who, Memo())
    context = {
        "found": page,
        "chips": chips(request.GET, page.facets),
        "keep": [("q", asked.text)],
        "clear_href": f"?{urlencode({'q': asked.text})}",
        "examples": EXAMPLES,
    }
    return render(request, "navigator/search.html", context)
