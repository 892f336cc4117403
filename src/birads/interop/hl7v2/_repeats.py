"""Compare what a message of ours says twice, and tell what stands beside our own values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from birads.interop.hl7v2._foreign import categories
from birads.interop.hl7v2._frame import SEX, STATUS
from birads.interop.hl7v2._results import Results
from birads.interop.hl7v2._write import GENERATED, RENDERED
from birads.issue import Severity

__all__ = ["compare", "tell_others"]

_NAME = re.compile(r"[A-Z][A-Z0-9]{2}")
# Who the patient is and which order asked: nothing of a report.
_AROUND = ("MSH", "PID", "PD1", "PV1", "PV2", "ORC", "OBR", "TQ1", "OBX", "SFT", "TQ2", "DSC")


def compare(draft: dict[str, Any], results: Results) -> None:
    """Say where the parts for people and the coded values differ; the coded ones stand."""
    told = categories(results)
    coded = [
        {"breast": one.get("breast"), "category": one.get("category")}
        for one in draft.get("assessments", [])
    ]
    if told and told != coded:
        said = "The categories for people are not those of the coded values, which stand."
        results.note("hl7_categories_differ", results.results[0].place, said, Severity.WARNING)
    _compare_text(draft, results)
    _compare_field("PID", 8, SEX.get(_at(draft, "patient", "sex"), ""), results)
    _compare_field("OBR", 25, STATUS.get(draft.get("status"), ""), results)


def _at(draft: dict[str, Any], part: str, member: str) -> Any:
    held = draft.get(part)
    found = held.get(member) if isinstance(held, dict) else None
    return found if isinstance(found, str) else None


def _compare_text(draft: dict[str, Any], results: Results) -> None:
    """Say where the text for people was changed or emptied."""
    shown = [one for one in results.results if one.source == GENERATED and not one.is_own]
    if not shown:
        return
    text = "".join(results.message.escapes.undo(one.value) for one in shown)
    if text != (draft.get("narrative") or RENDERED):
        said = "The text for people is not the narrative of the coded values, which stands."
        results.note("hl7_text_differs", shown[0].place, said, Severity.WARNING)


def _compare_field(name: str, number: int, ours: str, results: Results) -> None:
    """Say where a field of the frame is not what the coded values say."""
    segment = results.first(name)
    stated = segment.field(number) if segment is not None else ""
    code = results.message.components(stated)[0]
    if ours and code not in ("", '""', ours):
        said = f"{name}-{number} is {code[:10]!r}, and the coded values say {ours!r}."
        results.note("hl7_differs", f"{name}[1]-{number}", said, Severity.WARNING)


def tell_others(results: Results, site: Mapping[str, str]) -> None:
    """Say what stands beside our own values and is neither a rendering nor a category of ours."""
    for one in results.results:
        known = one.is_own or one.source.startswith("birads^") or "BIRADS-" in one.full_code
        if not known and one.full_code not in site:
            results.unread(one.place, one.full_code[:60])
    counts: Counter[str] = Counter()
    for segment in results.message.segments:
        name = segment.name if _NAME.fullmatch(segment.name) else ""
        counts[name] += 1
        if name not in _AROUND:
            what = "the segment" if name else "a line that is no segment"
            results.unread(f"{name}[{counts[name]}]" if name else f"line {segment.line}", what)
