"""The Cabinet Office's list: read, compared, kept."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.models import Holiday, HolidayList
from kyodo.kernel.clock.official import keep_official, read_official
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import SYSTEM
from tests.factories.holidays import FILE_2026, ROWS_2026, a_file, as_file


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_a_year_in_either_encoding(encoding: str) -> None:
    file = read_official(as_file(ROWS_2026, encoding))
    assert (len(file.days), file.lines, file.faults, file.first_year, file.last_year) == (18, 19, [], 2026, 2026)
    assert file.days[date(2026, 9, 22)] == "休日"
    assert list(file.differences()) == []
    assert file.checksum == read_official(FILE_2026).checksum


def test_every_line_is_accounted_for() -> None:
    rows = ROWS_2026 + "\n\n2026/1/1,元日\n2026/2/30,ない日\n2026/11/3\n合計,18\n2026/1/12,大人の日\n2026/12/1,あ,い"
    with translation.override("ja"):
        file = read_official(as_file(rows))
    assert (file.lines, len(file.days), file.blank, file.repeated) == (26, 18, 1, 1)
    assert file.faults == [
        "22行目：「2026/2/30,ない日」は日付と名称として読み取れません",
        "23行目：「2026/11/3」は日付と名称として読み取れません",
        "24行目：「合計,18」は日付と名称として読み取れません",
        "25行目：2026-01-12に「成人の日」と「大人の日」の二つの名称があります",
        "26行目：「2026/12/1,あ,い」は日付と名称として読み取れません",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "ファイルに祝日が一つもありません。内閣府の syukujitsu.csv かどうか、お確かめください。"),
        (b"<html></html>", "ファイルに祝日が一つもありません。内閣府の syukujitsu.csv かどうか、お確かめください。"),
        (
            as_file("\n".join(ROWS_2026.splitlines()[:12])),
            "ファイルが2026-08-11で終わっており、途中で切れているようです。もう一度ダウンロードしてください。",
        ),
    ],
)
def test_a_file_that_is_not_the_list_has_a_fault(content: bytes, fault: str) -> None:
    with translation.override("ja"):
        assert read_official(content).faults == [fault]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Unusable):
        read_official(b"PK\x03\x04\x81\x20\xeb\x9f")


def test_a_day_moved_by_law_is_named() -> None:
    with translation.override("ja"):
        file = read_official(as_file(ROWS_2026.replace("2026/10/12", "2026/10/13")))
        assert list(file.differences()) == [
            "2026-10-13 スポーツの日：ファイルだけにあります",
            "2026-10-12 スポーツの日：ファイルにありません",
        ]


@pytest.mark.django_db
def test_a_file_with_faults_changes_nothing() -> None:
    with pytest.raises(Unusable):
        keep_official(file=read_official(b""), by=SYSTEM, channel="test")
    assert HolidayList.objects.count() == 0


@pytest.mark.django_db
class TestCommand:
    def run(self, path: Path, *options: str) -> list[str]:
        out = StringIO()
        with translation.override("ja"):
            call_command("holidays", str(path), *options, stdout=out)
        return out.getvalue().splitlines()

    def test_it_keeps_the_list_and_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "syukujitsu.csv"
        path.write_bytes(FILE_2026)
        assert self.run(path) == [
            "全19行：祝日・休日18日（うち名称が「休日」のもの2日）、重複0行、空行0行、読み取れない点0件。残りは見出しです。",
            "計算で求めた祝日と、すべて一致しました。",
            "2026年から2026年までの祝日を、この一覧に置き換えました。",
        ]
        assert (Holiday.objects.count(), HolidayList.objects.get().last_year) == (18, 2026)
        [entry] = Entry.objects.filter(kind="clock.holidaylist")
        assert (entry.verb, entry.by, entry.channel, entry.facts["days"]) == ("import", "system", "command", 18)

    def test_again_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "syukujitsu.csv"
        path.write_bytes(FILE_2026)
        self.run(path)
        checksum = HolidayList.objects.get().checksum
        self.run(path)
        assert (Holiday.objects.count(), HolidayList.objects.get().checksum) == (18, checksum)

    def test_a_dry_run_keeps_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "syukujitsu.csv"
        path.write_bytes(FILE_2026)
        assert self.run(path, "--dry-run")[-1] == "試し読みのため、何も変更していません。"
        assert HolidayList.objects.count() == 0

    def test_an_older_file_is_noticed(self, tmp_path: Path) -> None:
        keep_official(file=a_file({date(2027, 11, 23): "勤労感謝の日"}), by=SYSTEM, channel="test")
        path = tmp_path / "syukujitsu.csv"
        path.write_bytes(FILE_2026)
        assert self.run(path)[-2] == (
            "ご確認ください：このファイルは2026年まで、いま使っている一覧は2027年までです。古いファイルではありませんか。"
        )

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x81\x20\xeb\x9f", None])
    def test_an_unusable_file_ends_with_2_and_keeps_nothing(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "syukujitsu.csv"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(CommandError) as error:
            self.run(path)
        assert error.value.returncode == 2
        assert HolidayList.objects.count() == 0
