"""Read messages: our own layer where it is there, else what other makers send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from birads.interop.hl7v2._foreign import read_foreign
from birads.interop.hl7v2._messages import Message, Messages, messages
from birads.interop.hl7v2._read_own import read_own
from birads.interop.hl7v2._repeats import compare, tell_others
from birads.interop.hl7v2._results import Results
from birads.interop.imported import Imported
from birads.issue import InvalidReport, Issue, Severity
from birads.parsing._parse import parse

__all__ = ["read"]


def read(data: bytes, edition: str | None, site: Mapping[str, str]) -> Messages:
    """Return what each message holds; bytes that hold none are one issue."""
    if not isinstance(data, bytes | bytearray | memoryview):
        raise TypeError(f"from_hl7v2 reads bytes, not {type(data).__name__}")
    found = [
        Imported(None, (one,), {}) if isinstance(one, Issue) else _one(one, edition, site)
        for one in messages(bytes(data))
    ]
    if not found:
        issue = Issue("hl7_no_message", Severity.ERROR, "line 1", "There is no MSH segment.")
        found = [Imported(None, (issue,), {})]
    return Messages(found)


def _one(message: Message, edition: str | None, site: Mapping[str, str]) -> Imported:
    results = Results(message)
    kind = message.components(message.segments[0].field(9))
    if kind[:2] != ("ORU", "R01"):
        said = f"The message is {'^'.join(kind)[:30] or 'of no type'}; only ORU^R01 is read."
        issue = Issue("hl7_message_type", Severity.ERROR, "MSH[1]-9", said)
        return Imported(None, (issue,), {})
    if any(one.is_own for one in results.results):
        draft = read_own(results)
        compare(draft, results)
        tell_others(results, site)
    else:
        draft = read_foreign(results, site)
    if message.escapes.unknown:
        told = ", ".join(sorted(set(message.escapes.unknown))[:10])
        said = f"Escapes that are not known stay as they are written: {told}."
        results.note("hl7_escape_kept", "MSH[1]", said, Severity.INFORMATION)
    return _finished(draft, results, edition)


def _finished(draft: dict[str, Any], results: Results, edition: str | None) -> Imported:
    stated = draft.get("edition")
    if stated is None and edition is not None:
        draft["edition"] = str(edition)
    elif stated is None:
        said = "The message states no edition of BI-RADS, and none was named."
        results.note("edition_not_stated", "MSH[1]", said)
    elif edition is not None and stated != str(edition):
        said = f"The message states edition {stated}, not {edition}; what it states stands."
        results.note("edition_differs", "MSH[1]", said, Severity.WARNING)
    report = None
    if not results.issues.has_error:
        try:
            report = parse(draft)
        except InvalidReport as error:
            for issue in error.issues:
                results.issues.add(issue)
    return Imported(report, results.issues.all(), draft)
