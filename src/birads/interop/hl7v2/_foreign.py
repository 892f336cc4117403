"""Read messages of other makers: their text, and categories under codes that are known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from birads.interop._codes import vocabulary
from birads.interop._shape import member_at
from birads.interop.hl7v2._results import Result, Results
from birads.interop.hl7v2._write import SIDES
from birads.issue import BiradsError, Severity
from birads.lexicon.common import Category
from birads.report.assessment import Assessment

__all__ = ["InvalidSite", "categories", "checked_site", "read_categories", "read_foreign"]

_TEXTS = ("FT", "TX", "ST")
_SECTIONS = ("GDT", "IMP", "REC", "ADT", "59776-5", "19005-8", "18748-4")
_SIDE_OF = {f"BIRADS-{letter}": side for side, letter in SIDES.items()}
_STATUS = {"P": "preliminary", "F": "final", "C": "corrected", "X": "cancelled"}
_SEX = {"F": "female", "M": "male", "O": "other", "U": "unknown"}
_CATEGORIES = frozenset(category.value for category in Category)
_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})?(\.[0-9]{1,4})?"
                   r"([+-])([0-9]{2})([0-9]{2})")  # fmt: skip
_QUIET = ("MSH", "OBX")


class InvalidSite(BiradsError):
    """The table of a site names what is no code, or no side."""


def checked_site(site: Mapping[Any, Any]) -> Mapping[str, str]:
    """Return the table of a site: the side of each code that holds a category.

    Raises:
        InvalidSite: A side is none of those that an assessment can have.
    """
    for code, side in site.items():
        if not (isinstance(code, str) and code.strip("^& ")):
            raise InvalidSite(f"{str(code)[:40]!r} is no code as OBX-3 has it.")
        if not (isinstance(side, str) and side in SIDES):
            raise InvalidSite(f"{code[:40]}: {str(side)[:20]!r} is none of {', '.join(SIDES)}.")
    return site


def read_foreign(results: Results, site: Mapping[str, str]) -> dict[str, Any]:
    """Return the draft of a message without values of ours."""
    draft: dict[str, Any] = {}
    _read_status(results, draft)
    _read_sex(results, draft)
    lines = []
    assessments = read_categories(results, site)
    coded = {place for place, _ in assessments}
    for one in results.results:
        if one.place in coded:
            continue
        if one.status in ("D", "W", "X") and draft.get("status") != "cancelled":
            results.unread(one.place, "a result that was withdrawn")
        elif _is_text(one):
            lines.append(results.message.text(one.value))
        elif _is_category(one):
            hint = f"say in the site's table of which breast {one.full_code} is"
            said = f"A category under a code of no known side was not read; {hint}."
            results.note("hl7_category_not_read", one.place, said)
        else:
            results.unread(one.place, f"{one.type} {one.full_code[:60]}")
    if lines:
        draft["narrative"] = "\n".join(lines)
    if assessments:
        draft["assessments"] = [one for _, one in assessments]
    _tell_rest(results)
    return draft


def _is_text(one: Result) -> bool:
    known = any(part in _SECTIONS for part in one.parts)
    return one.type in _TEXTS and known and not _is_category(one)


def _is_category(one: Result) -> bool:
    return one.value.strip().upper() in _CATEGORIES


def read_categories(results: Results, site: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Return the assessments that codes of the second layer, or of the site, hold."""
    found = []
    for one in results.results:
        side = _side(one, results, site)
        word = _word(one, results) if side is not None else None
        if side is not None and word is not None:
            found.append((one.place, {"breast": side, "category": word}))
    return found


def categories(results: Results) -> list[dict[str, str]]:
    """Return the categories of the second layer alone."""
    return [one for _, one in read_categories(results, {})]


def _side(one: Result, results: Results, site: Mapping[str, str]) -> str | None:
    """Return the side that a code says, never a text; two sides that differ are none."""
    if one.is_own:
        return None
    if one.full_code in site:
        return site[one.full_code] if site[one.full_code] in SIDES else None
    sides = {
        _SIDE_OF[code]
        for code, system in zip(one.code[::3], one.code[2::3], strict=False)
        if system == "L" and code in _SIDE_OF
    }
    if len(sides) > 1:
        results.note("hl7_codes_differ", one.place, "The codes name different sides.")
    return sides.pop() if len(sides) == 1 else None


def _word(one: Result, results: Results) -> str | None:
    """Return the category that a value says; codes that differ say none."""
    member = member_at(Assessment, "category")
    parts = results.message.components(one.value)
    if one.type not in ("CWE", "CE", "CNE") or member is None:
        bare = parts[0].strip().upper()
        return bare if bare in _CATEGORIES else None
    words = vocabulary("assessments", None, "category", member)
    meant = set()
    for code, system in zip(parts[::3], parts[2::3], strict=False):
        if system == "L" and code in _CATEGORIES:
            meant.add(code)
        elif (system, code) in words.read:
            meant.add(words.read[system, code])
    if len(meant) > 1:
        results.note("hl7_codes_differ", one.place, "The codes mean different categories.")
    return meant.pop() if len(meant) == 1 else None


def _read_status(results: Results, draft: dict[str, Any]) -> None:
    order = results.first("OBR")
    if order is None:
        return
    status = _STATUS.get(order.field(25))
    if status is not None:
        draft["status"] = status
    elif order.field(25):
        results.unread("OBR[1]-25", f"the status {order.field(25)[:10]!r}", Severity.INFORMATION)
    issued = order.field(22)
    time = _moment(issued)
    if time is not None:
        draft["issued"] = time
    elif issued:
        said = "a time without its offset" if issued.isdigit() else "a time"
        results.unread("OBR[1]-22", said, Severity.INFORMATION)


def _moment(text: str) -> str | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, part, sign, hours, minutes = found.groups()
    said = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{part or ''}"
    try:
        dt.datetime.fromisoformat(f"{said}{sign}{hours}:{minutes}")
    except ValueError:
        return None
    return f"{said}{sign}{hours}:{minutes}"


def _read_sex(results: Results, draft: dict[str, Any]) -> None:
    patient = results.first("PID")
    code = results.message.components(patient.field(8))[0] if patient is not None else ""
    if code in _SEX:
        draft["patient"] = {"sex": _SEX[code]}
    elif code and code != '""':
        results.unread("PID[1]-8", f"the sex {code[:10]!r}", Severity.INFORMATION)


def _tell_rest(results: Results) -> None:
    """Say which segments hold more than was read: identity, orders, visits."""
    counts: dict[str, int] = {}
    for segment in results.message.segments:
        counts[segment.name] = counts.get(segment.name, 0) + 1
        if segment.name not in _QUIET:
            what = {"PID": "identity", "OBR": "the order and its procedure"}.get(segment.name)
            place = f"{segment.name[:10]}[{counts[segment.name]}]"
            results.unread(place, what or "the segment", Severity.INFORMATION)
