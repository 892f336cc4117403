"""Read the third layer: every coded value of ours at its address, put together to a report."""

from __future__ import annotations

from typing import Any

from birads.interop._leaves import Builder
from birads.interop._shape import Form, Member, member_at
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
from birads.interop.hl7v2._codec import ABSENT, LONGEST, Differs, read_value
from birads.interop.hl7v2._results import Result, Results
from birads.issue import Severity

__all__ = ["read_own"]

_SINGLE = {REPORT: "report", PATIENT: "patient"}
_SHORT = "location."
_SIDES = ("breast", "laterality")  # without its side, the rest may speak of the other one
_Parts = dict[Address, list[tuple[Address, Result]]]


def read_own(results: Results) -> dict[str, Any]:
    """Return the draft that the values of ours make; what does not fit is told."""
    parts: _Parts = {}
    for one in results.results:
        if not one.is_own:
            continue
        address = Address.read(one.address)
        if address is None:
            results.unread(one.place, f"an address that is none, {one.address[:20]!r}")
        elif one.status in ("D", "W", "X") and not _is_withdrawn(results):
            results.unread(one.place, "a result that was withdrawn")
        else:
            parts.setdefault(address.part, []).append((address, one))
    draft: dict[str, Any] = {}
    for address in sorted(parts):
        _read_part(address, parts[address], draft, results)
    return draft


def _is_withdrawn(results: Results) -> bool:
    """Say whether the whole report was: then its results are as it says."""
    order = results.first("OBR")
    return order is not None and order.field(25) == "X"


def _read_part(
    address: Address, listed: list[tuple[Address, Result]], draft: dict[str, Any], results: Results
) -> None:
    if address.letter == AUTHOR:
        texts = [str(_raw(one, results)) for _, one in listed]
        draft.setdefault("authors", []).append("".join(texts))
        return
    name = LISTS[address.letter][0] if address.letter in LISTS else _SINGLE[address.letter]
    tag = _tag(name, listed, results)
    model = model_of(address.letter, tag)
    if model is None:
        for _, one in listed:
            results.unread(one.place, f"a part of {name} whose {TAGS[name]} is not known")
        return
    builder = Builder(model)
    for (at, path), ones in _grouped(listed).items():
        _read_member((name, tag), at, path, ones, builder, results)
    found = builder.document()
    if address.letter == REPORT:
        draft |= found
    elif address.letter == PATIENT:
        draft[name] = found
    else:
        draft.setdefault(name, []).append(found)


def _tag(name: str, listed: list[tuple[Address, Result]], results: Results) -> str | None:
    member = TAGS.get(name)
    for at, one in listed:
        if member is not None and one.code[0] == member and not at.inner:
            code = results.message.components(one.value)[0]
            return code.removeprefix(f"{member}.")
    return None


def _grouped(
    listed: list[tuple[Address, Result]],
) -> dict[tuple[Address, str], list[Result]]:
    out: dict[tuple[Address, str], list[Result]] = {}
    for at, one in listed:
        out.setdefault((at, one.code[0]), []).append(one)
    return out


def _read_member(
    part: tuple[str, str | None],
    at: Address,
    code: str,
    ones: list[Result],
    builder: Builder,
    results: Results,
) -> None:
    if code == "stated" and not at.inner:
        return
    path = _path(at, code, builder)
    member = member_at(builder.model, path) if path is not None else None
    if path is None or member is None:
        for one in ones:
            results.unread(one.place, f"{code[:40]}, which is no member here")
        return
    for group in [ones] if _is_one(member, ones) else [[one] for one in ones]:
        values = [_raw(one, results) for one in group]
        place = group[0].place
        try:
            value = read_value(part, path, member, group[0].type, values)
        except Differs:
            said = f"The code and its alternate mean different words for {path}."
            results.note("hl7_codes_differ", place, said)
            continue
        if value is ABSENT:
            is_side = path.rpartition(".")[2] in _SIDES
            severity = Severity.ERROR if is_side else Severity.WARNING
            results.unread(place, f"the value of {path}", severity)
        elif not builder.put(path, value, at.item or None):
            results.note("hl7_not_read", place, f"Not read: {path} stands twice.")


def _is_one(member: Member, ones: list[Result]) -> bool:
    """Say whether several OBX are pieces of one long text."""
    texts = member.form in (Form.TEXT, Form.JSON) and not member.many
    is_text = texts and all(one.type in ("FT", "TX", "ST") for one in ones)
    return is_text and all(len(one.value) >= LONGEST for one in ones[:-1])


def _path(at: Address, code: str, builder: Builder) -> str | None:
    """Return the member that a code means at its address."""
    if at.inner:
        name = INNER[at.letter, at.inner]
        return name if code in (name, "stated") else f"{name}.{code}"
    names = (code, _SHORT + code)
    return next((name for name in names if member_at(builder.model, name) is not None), None)


def _raw(one: Result, results: Results) -> str | tuple[str, ...]:
    message = results.message
    if one.type in ("CWE", "CE", "CNE"):
        return message.components(one.value)
    return message.escapes.undo(one.value)
