"""The Cabinet Office's list of holidays as a file."""

from datetime import date

from kyodo.kernel.clock.official import OfficialFile

HEADER = "国民の祝日・休日月日,国民の祝日・休日名称"
ROWS_2026 = """2026/1/1,元日
2026/1/12,成人の日
2026/2/11,建国記念の日
2026/2/23,天皇誕生日
2026/3/20,春分の日
2026/4/29,昭和の日
2026/5/3,憲法記念日
2026/5/4,みどりの日
2026/5/5,こどもの日
2026/5/6,休日
2026/7/20,海の日
2026/8/11,山の日
2026/9/21,敬老の日
2026/9/22,休日
2026/9/23,秋分の日
2026/10/12,スポーツの日
2026/11/3,文化の日
2026/11/23,勤労感謝の日"""


def as_file(rows: str, encoding: str = "cp932", header: str = HEADER) -> bytes:
    """Return the rows as the office publishes them: a header, CRLF, cp932."""
    return "\r\n".join([header, *rows.splitlines(), ""]).encode(encoding)


FILE_2026 = as_file(ROWS_2026)


def a_file(days: dict[date, str]) -> OfficialFile:
    """Return a file that was read without a fault."""
    return OfficialFile(days=days)
