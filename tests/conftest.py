"""What every test may use: a database, people who are signed in, a live site, a browser."""

import atexit
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.factories.people import Signed, sign_in
from tests.support.databases import PostgresqlCopies, SqliteCopies
from tests.support.plugin import on_postgresql


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this process a copy of the migrated template instead of migrating again."""
    from django.db import connections
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        copies = PostgresqlCopies() if on_postgresql() else SqliteCopies()
    atexit.register(copies.close)
    # Django would empty all tables, also of the rows that migrations made.
    TransactionTestCase._fixture_teardown = lambda self: copies.restore()  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    copies.close()
    atexit.unregister(copies.close)


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A world that the tests of a module share: what each of them changes is rolled back, all of it after the last.

    A fixture of the module makes it, as ``with kept_world.unblock(): …``. Not for modules with tests that commit.
    """
    from django.db import transaction

    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
    yield django_db_blocker
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def kept_for_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let requests to a kept world keep for one another what is the same for all, as they do where it is committed."""
    from kyodo.kernel.freshness import memo
    from kyodo.kernel.freshness.version import version

    def forget() -> None:
        memo._kept.clear()
        memo._letters = 0

    forget()  # another world may have had the same version
    monkeypatch.setattr(memo, "version_here", version)
    yield
    forget()


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages_only(django_test_environment: None) -> None:
    """Let the test client keep what a page was drawn from, but no copy of it for each part that the page includes."""
    from django.test import client

    keep = client.store_rendered_templates

    def keep_the_page(store: dict[str, Any], *, template: Any, context: Any, **told: Any) -> None:
        if context.template is template:
            keep(store, template=template, context=context, **told)

    client.store_rendered_templates = keep_the_page


@pytest.fixture(autouse=True)
def _in_japanese() -> None:
    """Begin in the site's first language: a test before may have asked for an English page."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def someone(db: None) -> Callable[..., Signed]:
    """Return a maker of people who are signed in: ``someone("editor").client.get(…)``."""
    return sign_in


@pytest.fixture
def visitor(db: None) -> Client:
    """A browserless visitor whom nobody knows."""
    return Client()


@pytest.fixture
def line(settings: Any, tmp_path: Any) -> Iterator[Any]:
    """LINE on this machine, with an account of ours."""
    from tests.support.line import SECRET, TOKEN, fake_line

    with fake_line() as running:
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_ID = TOKEN, SECRET, "@kyodo"
        settings.LINE_API, settings.POST_ROOT = running.url, str(tmp_path / "post")
        yield running


@pytest.fixture
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database's clock be the fake one too."""
    from django.db.models import DateTimeField, Value
    from django.db.models.functions import Now
    from django.utils import timezone

    from kyodo.kernel.jobs import database_clock
    from kyodo.kernel.prepared.reading import Prepared

    class Told(dict[str, str]):
        def __getitem__(self, vendor: str) -> str:
            return f"'{timezone.now():%Y-%m-%d %H:%M:%S.%f}'"

    def told(_now: Now, compiler: Any, connection: Any, **_more: Any) -> Any:
        return compiler.compile(Value(timezone.now(), DateTimeField()))

    def afresh(asked: Prepared[Any], **values: Any) -> list[Any]:
        asked._made = {}  # this moment is in the statement
        try:
            return ask(asked, **values)
        finally:
            asked._made = {}

    ask = Prepared.all
    monkeypatch.setattr(Prepared, "all", afresh)
    monkeypatch.setattr(database_clock, "_MOMENT", Told())
    monkeypatch.setattr(Now, "as_sqlite", told)
    monkeypatch.setattr(Now, "as_postgresql", told)


# --- a live site and a browser ------------------------------------------------------------


@pytest.fixture
def live(live_server: Any, transactional_db: None) -> str:
    """The address of a running site on the test database, without a slash at its end."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium. A machine without it fails: no journey is ever skipped."""
    from tests.support.browser import launched

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop running in this thread
    with launched() as chromium:
        yield chromium


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a maker of pages; a page that fails or leaves the machine fails its test."""
    from tests.support.browser import Pages

    pages = Pages(browser)
    yield pages.open
    pages.close()


@pytest.fixture
def browser_page(new_page: Callable[..., Any], live: str) -> Any:
    """A Japanese desktop browser; relative addresses lead to the live site."""
    return new_page(base_url=live)


@pytest.fixture
def phone_page(new_page: Callable[..., Any], live: str) -> Any:
    """A Japanese phone, 390 px wide, with touch."""
    return new_page(
        base_url=live, viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
