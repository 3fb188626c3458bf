"""Changing what the city tells its citizens: one writes, another one checks, then everybody reads it."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.factories.people import a_person, an_account
from tests.navigator.things import a_guide, a_programme, at

#: Wagtail 8.0 does not speak of Django's mailers yet, and leaves it to Python to close the files of pictures.
pytestmark = [
    pytest.mark.filterwarnings("ignore:get_connection"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def desk_of(new_page, live):
    """Return a maker of browsers in which somebody with a role is signed in."""

    def open_for(role):
        from django.test import Client

        account = an_account(a_person(name=f"{role} さん"), role)
        client = Client()
        client.force_login(account)
        page = new_page(base_url=live, viewport={"width": 1360, "height": 900})
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
        return page

    return open_for


def approve(page):
    """Approve what waits for it; the editor's scripts must be there before a click means anything."""
    page.wait_for_load_state("networkidle")
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("footer [data-workflow-action-name=approve]").first.click()
    page.locator(".messages .success").wait_for()


def submit(page):
    """Press the button that is offered beside saving a draft."""
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="その他のアクション").or_(
        page.locator("footer [data-w-dropdown-target=toggle]")
    ).first.click()
    page.locator("[name=action-submit]").click()
    page.locator(".messages .success").wait_for()


def test_an_editor_changes_a_guide_and_a_moderator_publishes_it(desk_of, new_page, live):
    guide = a_guide("協働とは", [{"type": "paragraph", "value": "<p>みんなで行います。</p>", "id": "p1"}])
    citizen = new_page(base_url=live)
    editor, moderator = desk_of("editor"), desk_of("moderator")

    editor.goto(f"/cms/pages/{guide.pk}/edit/")
    editor.locator("[name=title]").fill("協働のはじめかた")
    text = editor.locator("[data-contentpath=body] [contenteditable=true]").first
    text.click()
    editor.keyboard.press("End")
    editor.keyboard.type("となり近所から始めます。")
    editor.wait_for_function(
        "() => [...document.querySelectorAll('[name^=body-]')].some(field => field.value.includes('となり近所'))"
    )
    submit(editor)

    citizen.goto(guide.get_absolute_url())
    citizen.get_by_role("heading", name="協働とは", level=1).wait_for()
    expect(citizen.get_by_text("となり近所から始めます。")).to_have_count(0)

    moderator.goto("/cms/")
    moderator.get_by_role("link", name="協働のはじめかた").first.click()
    approve(moderator)

    citizen.reload()
    citizen.get_by_role("heading", name="協働のはじめかた", level=1).wait_for()
    expect(citizen.get_by_text("となり近所から始めます。")).to_have_count(1)


def test_a_deadline_moves_and_the_directory_shows_it_once_it_was_checked(desk_of, new_page, live):
    programme = a_programme("花いっぱい助成", apply_from=at(2026, 1, 1), apply_until=at(2099, 12, 1))
    citizen = new_page(base_url=live)
    editor, moderator = desk_of("editor"), desk_of("moderator")
    url = f"/cms/snippets/navigator/supportprogramme/edit/{programme.pk}/"

    editor.goto(url)
    editor.get_by_role("tab", name="申し込み").click()
    editor.locator("[name=apply_until]").fill("2100-02-01 00:00")
    editor.keyboard.press("Escape")
    submit(editor)
    citizen.goto(programme.get_absolute_url())
    expect(citizen.get_by_text(re.compile("2099年11月30日")).first).to_be_attached()

    moderator.goto(url)
    approve(moderator)
    citizen.reload()
    expect(citizen.get_by_text(re.compile("2100年1月31日")).first).to_be_attached()
    expect(citizen.get_by_text(re.compile("2099年11月30日"))).to_have_count(0)


def test_an_editor_has_no_button_to_publish_and_is_refused(desk_of):
    guide = a_guide("協働とは")
    page = desk_of("editor")
    page.goto(f"/cms/pages/{guide.pk}/edit/")
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    expect(page.locator("[name=action-submit]")).to_have_count(1)
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    page.locator("[name=title]").fill("勝手な題")
    page.evaluate("""() => {
        const button = document.querySelector("[name=action-submit]").cloneNode(true);
        button.name = "action-publish";
        document.querySelector("[data-edit-form]").append(button);
        button.click();
    }""")
    page.locator(".messages").wait_for()
    guide.refresh_from_db()
    assert guide.title == "協働とは"


def test_somebody_without_the_role_does_not_find_the_cms(desk_of, new_page, live):
    page = desk_of("coordinator")
    assert page.goto("/cms/").status == 404
    stranger = new_page(base_url=live)
    stranger.goto("/cms/")
    stranger.get_by_role("heading", name="サインイン").wait_for()


def test_an_editor_adds_a_photo_and_sees_it(desk_of, tmp_path):
    page = desk_of("editor")
    page.goto("/cms/images/add/")
    photo = tmp_path / "koen.png"
    Image.new("RGB", (400, 300), "green").save(photo)
    page.locator("input[type=file]").first.set_input_files(str(photo))
    page.locator("[name=title]").fill("公園の写真")
    page.get_by_role("button", name="アップロード").click()
    shown = page.locator("img[src*='/media/images/koen']").first
    shown.wait_for()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
