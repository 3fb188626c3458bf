"""Whoever follows an old address comes to where the page stands now."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from kyodo.navigator.models import GuidePage
from tests.navigator.things import a_guide

#: Wagtail notes an old address once the change is committed.
pytestmark = pytest.mark.django_db(transaction=True)


def moved(title: str = "協働とは") -> GuidePage:
    """A guide that stood at ``/guides/old/`` and stands at ``/guides/new/``."""
    guide = a_guide(title=title, slug="old")
    guide.slug = "new"
    guide.save()
    return guide


def answer(address: str, client: Client | None = None) -> tuple[int, str]:
    response = (client or Client()).get(address)
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/guides/old/", (301, "/guides/new/")),
        ("/guides/old/?from=paper", (301, "/guides/new/")),
        ("/en/guides/old/", (301, "/en/guides/new/")),
        ("/guides/new/", (200, "")),
        ("/guides/other/", (404, "")),
        ("/no-such-page/", (404, "")),
    ],
)
def test_the_old_address_of_a_page_leads_to_the_new_one(address: str, leads_to: tuple[int, str]) -> None:
    moved()
    assert answer(address) == leads_to


def test_a_page_that_is_not_public_does_not_tell_its_new_address() -> None:
    guide = moved()
    guide.unpublish()
    assert answer("/guides/old/") == (404, "")


def test_a_page_behind_a_password_does_not_tell_its_new_address() -> None:
    PageViewRestriction.objects.create(page=moved(), restriction_type="password", password="x")
    assert answer("/guides/old/") == (404, "")


def test_an_address_that_the_staff_sent_elsewhere_leads_there() -> None:
    Redirect.add_redirect("/matsuri/", redirect_to="/support/", is_permanent=False)
    assert answer("/matsuri/") == (302, "/support/")


def test_nothing_is_sent_elsewhere_by_a_form() -> None:
    moved()
    assert Client().post("/guides/old/").status_code in (404, 405)


def test_an_address_that_is_used_again_is_that_page() -> None:
    client = Client()
    moved()
    assert answer("/guides/old/", client) == (301, "/guides/new/")
    a_guide(title="別のガイド", slug="old")
    assert answer("/guides/old/", client) == (200, "")


def test_the_page_of_a_missing_address_stays_as_it_was() -> None:
    response = Client().get("/no-such-page/")
    assert (response.status_code, "Location" in response.headers) == (404, False)
