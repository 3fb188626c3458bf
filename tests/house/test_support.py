"""The ground that the tests stand on holds: databases, strict templates, no network, no skip."""

import re
import socket
import threading
import urllib.request

import pytest
from django.db import connection
from django.template import Context, Engine, Template, engines

from kyodo.commons.people.models import Person
from kyodo.kernel.freshness.version import version
from tests.factories.people import a_person
from tests.support.plugin import PARTS, ROOT, NetworkIsCut, on_postgresql
from tests.support.templates import UnknownVariable


@pytest.mark.both_databases
def test_the_database_is_the_one_that_was_asked_for(db: None) -> None:
    assert connection.vendor == ("postgresql" if on_postgresql() else "sqlite")


@pytest.mark.both_databases
def test_rows_made_by_migrations_are_there(db: None) -> None:
    from wagtail.models import Page

    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.both_databases
def test_a_commit_is_seen_by_another_thread(transactional_db: None) -> None:
    a_person("一番")
    seen: list[int] = []

    def look() -> None:
        seen.append(Person.objects.filter(name="一番").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.both_databases
def test_nothing_is_left_of_a_test_that_committed(transactional_db: None) -> None:
    from wagtail.models import Page

    assert Person.objects.count() == 0
    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.both_databases
def test_the_data_version_never_returns_to_an_earlier_one(transactional_db: None) -> None:
    assert version() >= 1_000_000


def test_the_live_site_answers(live: str) -> None:
    with urllib.request.urlopen(f"{live}/healthz") as answer:  # noqa: S310
        assert answer.read() == b"ok\n"


def test_someone_is_signed_in(someone) -> None:  # type: ignore[no-untyped-def]
    editor = someone("editor")
    assert editor.who.holds("editor")
    assert not editor.who.holds("administrator")


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_the_network_is_cut(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as probe, pytest.raises(NetworkIsCut):
        probe.connect(address)


def test_names_are_not_looked_up() -> None:
    with pytest.raises(NetworkIsCut):
        socket.getaddrinfo("example.jp", 443)


def test_an_unknown_variable_of_ours_is_an_error() -> None:
    with pytest.raises(UnknownVariable, match=r"nobody\.name"):
        engines["django"].from_string("{{ nobody.name }}").render({})


def test_an_unknown_variable_in_a_condition_is_false() -> None:
    assert engines["django"].from_string("{% if nobody %}a{% else %}b{% endif %}").render({}) == "b"


def test_a_library_template_keeps_an_unknown_variable_empty() -> None:
    engine: Engine = engines["django"].engine
    template = Template("[{{ nobody|default:'x' }}{{ nobody }}]", engine=engine)
    for node in template.nodelist:
        node.origin = type("O", (), {"name": "/usr/lib/wagtail/page.html"})()
    assert template.render(Context({})) == "[x]"


def test_what_a_part_needs_stands_in_the_files_of_its_tests_themselves() -> None:
    """Files are passed by where their text has nothing for a part: so no fixture of a folder may bring it in."""
    shared = {str(file): file.read_text("utf-8") for file in (ROOT / "tests").glob("*/**/conftest.py")}
    words = set().union(*PARTS.values())
    found = [(name, word) for name, text in shared.items() for word in words if re.search(rf"\b{word}\b", text)]
    assert shared != {}
    assert found == []


def test_a_skipped_test_fails(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import pytest\ndef test_a():\n    pytest.skip('no reason')\n@pytest.mark.xfail\ndef test_b():\n    assert 0"
    )
    done = _run(pytester)
    done.assert_outcomes(failed=2)
    assert done.ret != 0


def test_a_skipped_file_fails(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\npytest.skip('whole file', allow_module_level=True)")
    done = _run(pytester)
    done.assert_outcomes(errors=1)
    assert done.ret != 0


def _run(pytester: pytest.Pytester) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "tests.support.plugin", "-p", "no:django", "-o", f"pythonpath={ROOT}")
