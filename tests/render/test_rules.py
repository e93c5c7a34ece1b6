"""The rules of tables: the same lines in fewer strokes."""

from typing import Any

from generator.render.rules import _joined

PEN = [b"/A1.0 gs", b"0 0 0 RG", b"0.666667 w"]


def edge(start: str, end: str, pen: list[bytes] = PEN) -> list[Any]:
    """One edge as the renderer draws it."""
    return ["/Artifact", b"BMC", b"q", b"q", *pen, f"{start} m".encode(), f"{end} l".encode(), b"S", b"Q", b"Q", b"EMC"]


def strokes(stream: list[Any]) -> list[bytes]:
    return [item for item in _joined(stream) if isinstance(item, bytes) and item.endswith(b" l")]


def test_edges_in_one_line_are_one_stroke() -> None:
    assert strokes(edge("10 20", "30 20") + edge("29.5 20", "60 20")) == [b"10.00 20.00 m 60.00 20.00 l"]


def test_a_gap_stays_a_gap() -> None:
    assert strokes(edge("10 20", "30 20") + edge("31 20", "60 20")) == [
        b"10.00 20.00 m 30.00 20.00 l",
        b"31.00 20.00 m 60.00 20.00 l",
    ]


def test_a_short_edge_within_a_long_one_adds_nothing() -> None:
    assert strokes(edge("10 20", "90 20") + edge("20 20", "30 20")) == [b"10.00 20.00 m 90.00 20.00 l"]


def test_upright_and_level_edges_are_kept_apart() -> None:
    assert strokes(edge("10 20", "30 20") + edge("10 20", "10 50")) == [
        b"10.00 20.00 m 30.00 20.00 l",
        b"10.00 20.00 m 10.00 50.00 l",
    ]


def test_another_pen_is_another_stroke() -> None:
    thick = [*PEN[:2], b"2 w"]
    assert len(strokes(edge("10 20", "30 20") + edge("30 20", "60 20", thick))) == 2


def test_what_is_no_edge_is_left_as_it_is() -> None:
    text = ["/Span", {"MCID": 0}, b"BDC", b"BT", b"ET", b"EMC"]
    slanting = edge("10 20", "30 40")
    assert list(_joined(text + slanting)) == text + slanting


def test_edges_before_and_after_a_text_stay_before_and_after_it() -> None:
    text = [b"BT", b"ET"]
    drawn = list(_joined(edge("10 20", "30 20") + text + edge("30 20", "60 20")))
    lines = [item for item in drawn if item in (b"BT", b"S")]
    assert lines == [b"S", b"BT", b"S"]
