"""Who works with whom, counted from joint works."""

from kyodo.commons.collaborations.queries import NetworkPartner, NetworkWork
from kyodo.diagrams.network.choose import View, goes_on
from kyodo.diagrams.network.graph import around, closest_part, graph_of
from kyodo.diagrams.network.svg import strongest

A, B, C, D, E = (NetworkPartner(key, f"会{key}", "civic_group", "") for key in "ABCDE")


def a_work(*partners: NetworkPartner, edges: tuple[tuple[str, str], ...] = ()) -> NetworkWork:
    """Return a joint work of these bodies."""
    return NetworkWork("w", "題", "active", (), (), edges, partners)


GRAPH = graph_of([a_work(A, B), a_work(A, B, C), a_work(C, D), a_work(E)])


def test_pairs_and_joint_works_are_counted() -> None:
    assert (GRAPH.works, GRAPH.ties) == (4, 4)
    told = {key: (body.works, body.partners) for key, body in GRAPH.bodies.items()}
    assert told == {
        "A": (2, (("B", 2), ("C", 1))),
        "B": (2, (("A", 2), ("C", 1))),
        "C": (2, (("A", 1), ("B", 1), ("D", 1))),
        "D": (1, (("C", 1),)),
        "E": (1, ()),
    }
    assert [*GRAPH.bodies] == ["C", "A", "B", "D", "E"]


def test_steps_around_a_body() -> None:
    assert around(GRAPH, ["D"], 1) == {"D": 0, "C": 1}
    assert around(GRAPH, ["D"], 2) == {"D": 0, "C": 1, "A": 2, "B": 2}
    assert around(GRAPH, ["nobody"], 2) == {}


def test_the_closest_part_grows_from_the_most_connected() -> None:
    assert closest_part(GRAPH, 3) == ["C", "A", "B"]
    assert closest_part(GRAPH, 9) == ["C", "A", "B", "D"]
    assert closest_part(GRAPH, 9, ["E"]) == ["E", "C", "A", "B", "D"]
    assert closest_part(GRAPH, 9, [], ["A", "D"]) == ["A", "D"]


def test_every_body_keeps_its_closest_tie() -> None:
    star = graph_of([a_work(A, other) for other in (B, C, D)])
    drawn, number = strongest(star, ["A", "B", "C", "D"])
    assert (drawn, number) == ({(0, 1): 1, (0, 2): 1, (0, 3): 1}, 3)


def test_a_year_is_that_of_its_periods() -> None:
    work = a_work(A, edges=(("2015-06", "2016-03"), ("2020", "")))
    assert [year for year in range(2013, 2023) if goes_on(work, year)] == [2015, 2019, 2020, 2021, 2022]
    assert goes_on(a_work(A), 2020) is False


def test_a_view_is_an_address() -> None:
    view = View(field=("town",), year=2025, center="named:business:見本", steps=2)
    assert view.query == "?field=town&year=2025&center=named%3Abusiness%3A%E8%A6%8B%E6%9C%AC&steps=2"
    assert View().query == "?"
