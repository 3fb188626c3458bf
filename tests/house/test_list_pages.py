"""A list page costs the same number of queries with one row and with thirty."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kyodo.commons.people.models import Person
from kyodo.kernel.freshness import memo
from tests.factories.people import a_person
from tests.house.list_pages import LIST_PAGES, MOST, ListPage


def queries(path: str) -> int:
    """Return how many queries a page costs when it is drawn afresh."""
    Client().get(path)
    # What is kept for a while is warm; but a page that was served before is kept for its reader: another has nothing.
    with CaptureQueriesContext(connection) as taken:
        response = Client().get(path)
    assert response.status_code == 200, path
    return len(taken)


def drawn_twice(page: ListPage) -> list[dict[str, int]]:
    """Return the queries of each path with one row and with thirty."""
    counts = []
    for more in (1, 29):
        page.make(more)
        counts.append({path: queries(path) for path in page.paths})
    return counts


@pytest.mark.both_databases
@pytest.mark.parametrize("page", LIST_PAGES, ids=[page.paths[0] for page in LIST_PAGES])
def test_thirty_rows_cost_what_one_costs(db: None, page: ListPage) -> None:
    one, thirty = drawn_twice(page)
    assert thirty == one
    assert {path: count for path, count in one.items() if count > MOST} == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/organizations/", "/cases/", "/collaborations/", "/network/", "/timeline/"])
def test_parameters_that_say_nothing_fill_no_store(path: str) -> None:
    Client().get(f"{path}?ward=nowhere&year=x&junk=1")
    kept = len(memo._kept)
    Client().get(f"{path}?junk=2&ward=elsewhere&year=y")
    assert len(memo._kept) == kept


def test_a_page_that_asks_for_each_row_is_found(db: None, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from kyodo.site import views

    def planted(request: HttpRequest) -> HttpResponse:
        return HttpResponse([Person.objects.get(pk=pk).name for pk in Person.objects.values_list("pk", flat=True)])

    planted.kyodo_rule = views.home.kyodo_rule  # type: ignore[attr-defined]
    page = ListPage(lambda count: [a_person() for _ in range(count)], ("/planted/",))
    urlconf = type("urls", (), {"urlpatterns": [__import__("django.urls").urls.path("planted/", planted)]})
    settings.ROOT_URLCONF = urlconf  # type: ignore[attr-defined]
    one, thirty = drawn_twice(page)
    assert thirty["/planted/"] == one["/planted/"] + 29
