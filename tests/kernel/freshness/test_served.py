import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from kyodo.commons.places.models import Ward
from kyodo.kernel.freshness.served import ServedAgain

pytestmark = pytest.mark.django_db


class Pages:
    """A site of one page that counts how often it was drawn."""

    def __init__(self, **headers):
        self.drawn = 0
        self.headers = headers

    def __call__(self, request):
        self.drawn += 1
        return HttpResponse(f"page {self.drawn}", headers=self.headers)


def get(served, path="/", **meta):
    return served(RequestFactory().get(path, **meta))


def test_a_page_is_drawn_once_and_served_again():
    pages = Pages()
    served = ServedAgain(pages)
    assert [get(served).content for _ in range(3)] == [b"page 1"] * 3
    assert pages.drawn == 1


def test_a_change_of_public_data_draws_it_anew():
    served = ServedAgain(Pages())
    get(served)
    Ward.objects.create(slug="w", name="見本区")
    assert get(served).content == b"page 2"


def test_whoever_is_to_be_told_something_gets_a_page_of_their_own():
    pages = Pages()
    served = ServedAgain(pages)
    get(served)
    assert get(served, HTTP_COOKIE="messages=abc").content == b"page 2"
    assert get(served).content == b"page 1"


def test_nothing_of_an_earlier_moment_stays_in_memory():
    served = ServedAgain(Pages())
    for path in ("/a", "/b"):
        get(served, path)
    Ward.objects.create(slug="w", name="見本区")
    get(served, "/c")
    assert len(served.kept.pages) == 1


def test_other_addresses_queries_and_looks_are_other_pages():
    pages = Pages()
    served = ServedAgain(pages)
    get(served, "/")
    get(served, "/?page=2")
    get(served, "/en/")
    get(served, "/", HTTP_COOKIE="kyodo_ruby=1")
    get(served, "/", HTTP_HOST="other.example")
    assert pages.drawn == 5


def test_whoever_is_signed_in_passes_by():
    pages = Pages()
    served = ServedAgain(pages)
    for _ in range(2):
        get(served, HTTP_COOKIE="sessionid=abc")
    assert pages.drawn == 2
    get(served)
    assert pages.drawn == 3


@pytest.mark.parametrize(
    "headers",
    [{"Cache-Control": "private"}, {"Cache-Control": "no-store"}, {"Content-Disposition": "attachment"}],
)
def test_what_is_not_for_keeping_is_not_kept(headers):
    pages = Pages(**headers)
    served = ServedAgain(pages)
    get(served)
    get(served)
    assert pages.drawn == 2


def test_a_page_that_sets_a_cookie_is_not_kept():
    def setting(request):
        response = HttpResponse("hello")
        response.set_cookie("a", "b")
        return response

    served = ServedAgain(setting)
    assert "a" in get(served).cookies
    assert "a" in get(served).cookies


def test_a_browser_that_has_the_page_gets_an_empty_answer():
    served = ServedAgain(Pages())
    etag = get(served)["ETag"]
    again = get(served, HTTP_IF_NONE_MATCH=f"W/{etag}")
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_the_page_goes_out_packed_for_whoever_can_unpack_it():
    answer = get(ServedAgain(Pages()), HTTP_ACCEPT_ENCODING="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == b"page 1"


def test_posts_are_never_served_from_memory():
    pages = Pages()
    served = ServedAgain(pages)
    served(RequestFactory().post("/"))
    served(RequestFactory().post("/"))
    assert pages.drawn == 2


def test_a_page_with_a_visitors_own_token_is_never_kept():
    def form(request):
        return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{request.GET["who"]}">')

    served = ServedAgain(form)
    for _ in range(2):
        get(served, "/?who=a", HTTP_COOKIE="csrftoken=a")
    assert served.kept.pages == {}


@pytest.mark.parametrize("path", ["/preferences/", "/sign-in/login/", "/sign-in/signup/", "/sign-in/sample/"])
def test_two_visitors_never_share_a_token(path, client):
    def token(answer):
        return answer.content.decode().split('name="csrfmiddlewaretoken" value="')[1][:64]

    first, second = client, Client()
    for visitor in (first, second):
        visitor.get(path)  # each has a cookie of its own from here on
    tokens = [token(visitor.get(path)) for visitor in (first, second, first, second)]
    assert len(set(tokens)) == 4
