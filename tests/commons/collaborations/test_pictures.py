"""A joint work as of a day, and the years through which it can be followed."""

from datetime import date

from kyodo.commons.collaborations.pictures import Picture, PicturedPartner, PicturedTie, as_of, years_between


def partner(key: str, since: str = "", until: str = "") -> PicturedPartner:
    return PicturedPartner(key, key, "civic_group", since=since, until=until)


def tie(key: str, source: str, target: str, until: str = "") -> PicturedTie:
    return PicturedTie(key, source, target, "goods", until=until)


def test_who_came_later_or_left_before_is_not_in_the_picture_of_that_day():
    picture = Picture(
        "題", "", (partner("a"), partner("b", "2015-04", "2016"), partner("c", "2017")),
        (tie("1", "a", "b"), tie("2", "a", "c"), tie("3", "b", "a", "2015")),
    )  # fmt: skip

    def seen(day: date) -> tuple[list[str], list[str]]:
        then = as_of(picture, day)
        return [p.key for p in then.partners], [t.key for t in then.ties]

    assert seen(date(2015, 3, 31)) == (["a"], [])
    assert seen(date(2015, 4, 1)) == (["a", "b"], ["1", "3"])
    assert seen(date(2016, 12, 31)) == (["a", "b"], ["1"])
    assert seen(date(2017, 1, 1)) == (["a", "c"], ["2"])


def test_the_years_run_from_the_first_beginning_to_the_last_end():
    today = date(2026, 11, 24)
    assert years_between([("2013-04", "2017-03")], today) == (2013, 2014, 2015, 2016)
    assert years_between([("2018-03", "2018"), ("2020-04-01", "")], today) == tuple(range(2017, 2027))
    assert years_between([("2024-04", ""), ("2025-04", "2025-06")], today) == (2024, 2025, 2026)
    assert years_between([("", "2017")], today) == ()
    assert years_between([("2030-04", "")], today) == (2030,)
