"""Write a report as one ORU^R01: what people read, the categories, and every coded value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from birads.interop._codes import vocabulary
from birads.interop._leaves import leaves
from birads.interop._shape import member_at
from birads.interop.header import Header
from birads.interop.hl7v2._addresses import (
    AUTHOR,
    INNER,
    LISTS,
    PATIENT,
    REPORT,
    TAGS,
    Address,
    model_of,
)
from birads.interop.hl7v2._codec import OWN, Held, identifier, texts, written
from birads.interop.hl7v2._er7 import join
from birads.interop.hl7v2._frame import Frame, Segments, checked
from birads.report.assessment import Assessment
from birads.report.canonical import digest
from birads.report.report import Report

__all__ = ["GENERATED", "RENDERED", "SIDES", "message"]

GENERATED = "birads^generated^L"
"""OBX-15 of a text that this library made, or repeats."""

SIDES = {"left": "L", "right": "R", "bilateral": "B", "overall": "O"}
_FINDINGS = "59776-5^Findings^LN^GDT^Report text^L"
_AMPERSAND = "&GDT^Report text"
RENDERED = "Generated from the structured report."
_SINGLE = {REPORT: "report", PATIENT: "patient"}


@attrs.frozen
class _Result:
    """Hold one OBX before it has its number; ``exam`` is the number of the exam it belongs to."""

    code: str
    address: str
    held: Held
    exam: int = 0
    source: str = ""


def message(
    report: Report,
    segments: Segments,
    header: Header,
    *,
    suffix: str,
    layers: tuple[int, ...],
    now: dt.datetime,
) -> bytes:
    """Return the message, its segments ended by carriage returns."""
    document = report.to_dict()
    frame = Frame(document, header, checked(segments), now, digest(report)[:20].upper())
    results = [
        result
        for number, layer in ((1, _text), (2, _categories), (3, _values))
        if number in layers
        for result in layer(document, suffix)
    ]
    lines = frame.first()
    exams = document.get("exams", [])
    for number in range(1, max(len(exams), 1) + 1):
        lines += frame.order(number, exams[number - 1] if exams else None)
        mine = [result for result in results if max(result.exam, 1) == number]
        lines += [_line(count, one, frame.status) for count, one in enumerate(mine, 1)]
    return ("\r".join(lines) + "\r").encode()


def _line(number: int, result: _Result, status: str) -> str:
    fields = ["OBX", str(number), result.held.type, result.code, result.address, result.held.value]
    fields += [result.held.unit, "", "", "", "", status]
    if result.source:
        fields += ["", "", "", result.source]
    return "|".join(fields)


def _text(document: dict[str, Any], suffix: str) -> Iterator[_Result]:
    code = _AMPERSAND if suffix == "ampersand" else _FINDINGS
    for held in texts(document.get("narrative") or RENDERED):
        yield _Result(code, "", held, source=GENERATED)


def _categories(document: dict[str, Any], suffix: str) -> Iterator[_Result]:  # noqa: ARG001 - one signature
    member = member_at(Assessment, "category")
    if member is None:
        return
    words = vocabulary("assessments", None, "category", member)
    for number, one in enumerate(document.get("assessments", ()), 1):
        side, word = one["breast"], one["category"]
        local = (f"BIRADS-{SIDES[side]}", f"BI-RADS {side}", "L")
        code = join("146611000146107", "BI-RADS assessment category", "SCT", *local)
        standard = words.written[word]
        value = join(standard.code, standard.display, standard.system, word, f"BI-RADS {word}", "L")
        yield _Result(code, str(number), Held("CWE", value))


def _values(document: dict[str, Any], suffix: str) -> Iterator[_Result]:  # noqa: ARG001 - one signature
    exams = {exam["id"]: n for n, exam in reversed([*enumerate(document.get("exams", ()), 1)])}
    listed = {name for name, _ in LISTS.values() if document.get(name) != []} - {"authors"}
    own = {
        key: value
        for key, value in document.items()
        if key not in listed and key not in ("patient", "authors")
    }
    yield from _part(Address(REPORT), own, 0)
    for number, name in enumerate(document.get("authors", ()), 1):
        for held in texts(name):
            yield _Result(join("authors", "authors", OWN), f"{AUTHOR}{number}", held)
    if "patient" in document:
        yield from _part(Address(PATIENT), document["patient"], 0)
    for letter, (name, _) in LISTS.items():
        for number, each in enumerate(document.get(name, ()), 1):
            exam = number if name == "exams" else exams.get(each.get("exam"), 0)
            yield from _part(Address(letter, number), each, exam)


def _part(address: Address, document: dict[str, Any], exam: int) -> Iterator[_Result]:
    name = LISTS[address.letter][0] if address.letter in LISTS else _SINGLE[address.letter]
    tag = document.get(TAGS.get(name, ""))
    model = model_of(address.letter, tag)
    if model is None:
        return
    part = (name, tag)
    if not document:
        yield _Result(
            join("stated", "stated", OWN), str(address), Held("CWE", "stated^stated^99BIRADS"), exam
        )
    for leaf in leaves(model, document):
        at, path = _place(address, leaf.path, leaf.item)
        for held in written(part, leaf):
            yield _Result(
                identifier(part, leaf.path) if leaf.item is None else _named(part, leaf.path, path),
                str(at),
                held,
                exam,
            )


def _named(part: tuple[str, str | None], full: str, short: str) -> str:
    """Return OBX-3 of a member of a list item: its name inside the item."""
    code = identifier(part, full)
    _, _, alternate = code.partition("^99BIRADS")
    return join(short, short.replace("_", " "), OWN) + alternate


def _place(address: Address, path: str, item: int | None) -> tuple[Address, str]:
    if item is None:
        return address, path
    first, _, rest = path.partition(".")
    letter = next(
        letter for (of, letter), name in INNER.items() if of == address.letter and name == first
    )
    return Address(address.letter, address.number, letter, item), rest or first
