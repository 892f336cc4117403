"""What a shape holds is all that an answer can read, and what is remembered is bounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from birads import Report, parse
from birads.report._shape._filled import filler, line_of
from birads.report._shape._held import Held
from birads.report._shape._key import made_of, shape_of
from birads.report._shape._marks import Day, Measure, Name, NotHeld, has_mark
from birads.report._shape._memory import Memory
from birads.report._shape._seen import Seen, watched


def report(**members: Any) -> Report:
    return parse({"edition": "2013", **members})


def weigh(_: object) -> int:
    return 10


def settled(
    memory: Memory[Any], one: Report, make: Callable[[Report], Any], *, weight: int = 10
) -> Any:
    """Return the answer to a report once the memory has learned what it reads."""
    for _ in range(9):
        found = memory.answer(one, make, lambda _: weight)
        if found is not None:
            return found
    return None


@pytest.mark.parametrize(
    "ask",
    [
        lambda r: r.narrative,
        lambda r: getattr(r, "narrative", None),
        lambda r: hasattr(r, "narrative"),
        lambda r: r.exams[0].date,
        lambda r: r.exams[0].accession_number,
    ],
)
def test_what_a_shape_does_not_hold_cannot_be_read(ask: Callable[[Any], object]) -> None:
    held = Held({Report: frozenset({"edition", "exams"})})
    one = report(narrative="said", exams=[{"id": "e", "modality": "mri", "date": "2026-01-01"}])
    made: Any = made_of(shape_of(one, held).key, held)
    with pytest.raises(NotHeld):
        ask(made)
    with pytest.raises(AttributeError):
        made.nothing_of_the_kind  # noqa: B018


@pytest.mark.parametrize(
    "ask",
    [
        len, sorted, list, lambda name: name.lower(),
        lambda name: name + "x", lambda name: name[0], lambda name: "a" in name,
        lambda name: name < "b", lambda name: name.startswith("a"), lambda name: name % 1,
        lambda name: name.encode(), lambda name: name.split("-"), lambda name: name.isascii(),
    ],
)  # fmt: skip
def test_a_name_tells_nothing_of_what_it_is_called(ask: Callable[[Any], object]) -> None:
    with pytest.raises(NotHeld):
        ask(Name(3))


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: day.year, lambda day: day.isoformat(), lambda day: day - dt.date(2020, 1, 1),
        lambda day: dt.date(2020, 1, 1) - day, lambda day: day + dt.timedelta(1), str, repr,
        lambda day: f"{day:%Y}", lambda day: day.toordinal(), lambda day: day.weekday(),
    ],
)  # fmt: skip
def test_a_day_tells_its_order_alone(ask: Callable[[Any], object]) -> None:
    early, late = Day.fromordinal(2), Day.fromordinal(3)
    assert early < late
    assert max(late, early) is late
    assert early == Day.fromordinal(2)
    with pytest.raises(NotHeld):
        ask(early)


@pytest.mark.parametrize(
    "ask",
    [
        int, hash, round, lambda n: n + 1, lambda n: 1 - n, lambda n: n < 7,
        lambda n: n <= 7, lambda n: n == 7.5, lambda n: {n}, bool,
    ],
)  # fmt: skip
def test_a_measure_tells_where_it_lies_among_known_bounds_alone(
    ask: Callable[[Any], object],
) -> None:
    between: Any = Measure(2, (5.0, 20.0), "size", 0)
    assert between > 5
    assert not between >= 20
    assert between != 5
    assert between < 20
    on: Any = Measure(3, (5.0, 20.0), "size", 0)
    assert on == 20
    assert on >= 20
    assert not on > 20
    with pytest.raises(NotHeld):
        ask(between)


def test_names_days_and_measures_are_put_back_as_they_were_written() -> None:
    held = Held({Report: frozenset({"id", "findings"})})
    shape = shape_of(report(id='it\'s "a"\n'), held)
    made: Any = made_of(shape.key, held)
    text = f"{made.id} {made.id!r} {[made.id]}"
    assert has_mark(text)
    name = shape.said.names[0]
    fill = filler((text, made.id, "as it is"))
    assert fill is not None
    assert fill(shape.said) == (f"{name} {name!r} {[name]}", name, "as it is")
    assert filler(("nothing", 1, None)) is None
    line = line_of(b'{"id":"' + made.id.__str__().encode() + b'"}')
    assert line.filled(shape.said) == b'{"id":"it\'s \\"a\\"\\n"}'


def test_an_answer_that_reads_more_is_learned_and_stays_right() -> None:
    memory: Memory[str] = Memory()

    def make(one: Report) -> str:
        return f"{one.narrative} {len(one.exams)}"

    for _ in range(3):
        for text in ("left", "right", "", "left"):
            one = report(narrative=text)
            found = settled(memory, one, make)
            assert found is not None
            assert found[0] == make(one)
    assert len(memory) == 3


def test_a_reader_that_goes_round_the_shape_is_told_apart_by_the_law() -> None:
    """Show that the law of equal answers can fail: this reader asks pydantic for everything."""
    memory: Memory[bytes] = Memory()

    def make(one: Report) -> bytes:
        return one.to_json() if one.edition else b""

    one = report(narrative="said")
    found = settled(memory, one, make)
    assert found is None or found[0] != make(one)


def test_an_answer_that_depends_on_a_name_is_not_remembered() -> None:
    memory: Memory[bool] = Memory()

    def make(one: Report) -> bool:
        return bool(one.id and one.id.startswith("a"))

    for name in ("a1", "b1", "a2"):
        assert settled(memory, report(id=name), make) is None


def test_what_is_learned_empties_the_memory_and_nothing_is_left_to_weigh() -> None:
    memory: Memory[object] = Memory()

    def make(one: Report) -> object:
        return one.id if one.findings else ()

    def state() -> tuple[bool, bool]:
        return len(memory) > 0, memory.weight > 0

    bare, more = report(), report(id="a", findings=[{"id": "m", "kind": "mg.mass"}])
    states = []
    for one in [bare] * 9 + [more] * 9:
        memory.answer(one, make, weigh)
        states.append(state())
    changes = [
        state for state, before in zip(states, [None, *states], strict=False) if state != before
    ]
    empty, filled = (False, False), (True, True)
    assert changes == [empty, filled, empty, filled]


def test_the_memory_is_bounded_by_number_and_by_weight() -> None:
    many: Memory[int] = Memory()
    heavy: Memory[int] = Memory()

    def make(one: Report) -> int:
        return len(one.narrative or "")

    for number in range(3_000):
        one = report(narrative=f"n {number}")
        settled(many, one, make)
        settled(heavy, one, make, weight=100_000)
    assert len(many) == 1_024
    assert len(heavy) < 41
    assert heavy.weight <= 4_000_000
    huge = report(narrative="n" * 99_999, exams=[{"id": "e", "modality": "mri"}] * 30)
    before = len(many)
    assert settled(many, huge, make) is None or len(many) == before


def test_a_report_that_was_not_validated_is_read_itself() -> None:
    held = Held({Report: frozenset({"edition", "id"})})
    unvalidated: Any = Report.model_construct
    with pytest.raises(KeyError):
        shape_of(unvalidated(id=""), held)
    memory: Memory[object] = Memory()
    memory.held = held
    assert memory.answer(unvalidated(id=""), lambda one: one.id, weigh) is None


def test_zeros_that_are_equal_and_written_differently_are_not_one_shape() -> None:
    memory: Memory[str] = Memory()

    def make(one: Report) -> str:
        return repr(one.findings[0].sizes_mm)

    for zero in ("0.0", "-0.0", "0"):
        document = (
            '{"edition":"2013","findings":[{"kind":"mg.mass","id":"m","sizes_mm":[5,'
            + zero
            + "]}]}"
        )
        one = parse(document)
        for _ in range(4):
            found = memory.answer(one, make, weigh)
            assert found is None or found[0] == make(one)


def test_a_fault_of_what_is_remembered_is_no_fault_of_the_answer() -> None:
    memory: Memory[int] = Memory()

    def make(one: Report) -> int:
        raise ArithmeticError(one.edition)

    assert settled(memory, report(id="a"), make) is None


def test_what_is_read_is_written_down() -> None:
    seen = Seen()
    one: Any = watched(
        report(
            patient={"age_years": 40},
            exams=[{"id": "e", "modality": "mri"}],
        ),
        seen,
    )
    assert one.patient.age_years < 50
    assert one.exams[0].purpose is None
    assert one.exams is one.exams
    read = {model.__name__: names for model, names in seen.members.items()}
    assert read == {
        "Report": {"patient", "exams"},
        "Patient": {"age_years"},
        "MriExam": {"purpose"},
    }
    assert list(seen.bounds.values()) == [{50.0}]
