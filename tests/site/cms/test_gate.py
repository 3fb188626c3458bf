"""Who gets into the CMS, and which of its doors stay closed for everybody."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from kyodo.commons.people.models import RoleGrant
from kyodo.commons.people.roles import ROLES

WORKING = {"editor", "moderator", "administrator"}


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_only_those_who_edit_find_the_cms(someone, role):
    answer = someone(role).client.get("/cms/")
    assert answer.status_code == (200 if role in WORKING else 404)


def test_whoever_is_not_signed_in_signs_in_first(visitor):
    answer = visitor.get("/cms/pages/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/login/?next=%2Fcms%2Fpages%2F")


def test_a_citizen_sees_the_same_page_as_for_an_absent_address(someone):
    known = someone().client
    inside, absent = known.get("/cms/pages/"), known.get("/no/such/page/")
    assert (inside.status_code, absent.status_code) == (404, 404)
    words = [BeautifulSoup(page.content, "html.parser").select_one("main").text for page in (inside, absent)]
    assert words[0] == words[1]


def test_a_role_that_ended_by_its_date_ends_in_the_cms_too(someone):
    both = someone("editor", "moderator")
    RoleGrant.objects.filter(person=both.person, role="moderator").update(until=timezone.now() - timedelta(hours=1))
    assert both.client.get("/cms/").status_code == 200
    assert [group.name for group in both.account.groups.all()] == ["Editors"]
    RoleGrant.objects.filter(person=both.person).update(until=timezone.now() - timedelta(hours=1))
    assert both.client.get("/cms/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/cms/users/", "/cms/users/add/", "/cms/users/1/", "/cms/groups/", "/cms/groups/add/", "/cms/groups/1/",
        "/cms/bulk/people/account/assign_role/?id=1", "/cms/bulk/people/account/delete/?id=1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_superuser", [False, True])
def test_accounts_and_groups_are_not_edited_here(someone, path, is_superuser):
    administrator = someone("administrator", is_superuser=is_superuser).client
    assert administrator.get(path).status_code == 404
    assert administrator.post(path).status_code == 404


def test_an_administrators_own_account_page_holds_no_name_and_no_picture(someone):
    page = someone("administrator").client.get(reverse("wagtailadmin_account")).content.decode()
    assert ("name_email" in page, "avatar-avatar" in page, "notifications-submitted" in page) == (False, False, True)


def test_the_cms_answers_under_its_own_policy_and_is_never_kept(someone):
    answer = someone("editor").client.get("/cms/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy
    assert (answer.headers["X-Frame-Options"], "no-store" in answer.headers["Cache-Control"]) == ("SAMEORIGIN", True)


def test_nothing_of_the_cms_asks_another_site(someone):
    page = someone("administrator").client.get("/cms/").content.decode()
    assert [host for host in ("gravatar", "releases.wagtail", "data-w-upgrade") if host in page] == []
