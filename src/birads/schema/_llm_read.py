"""Read what a language model wrote: the way back to ``parse``, and whether it can be believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from birads.issue import Issue, Severity
from birads.schema._llm import TAGS, models_of, style_of
from birads.schema._llm_styles import NONE, NOT_GIVEN, NOT_STATED
from birads.schema._registry import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from birads.schema._llm import NotStated

__all__ = ["from_llm", "verify_evidence"]

_NOTHING: Final = object()
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_YES_NO = {"yes": True, "no": False}


def from_llm(document: Mapping[str, Any], *, not_stated: NotStated = "null") -> dict[str, Any]:
    """Return a document for ``parse`` from what a language model wrote.

    What is not stated is left out, and so is the evidence of each finding: ask
    ``verify_evidence`` before. Nothing else changes: whether the rest is a report is for
    ``parse`` to say.

    Args:
        document: The JSON object that the model wrote.
        not_stated: How its profile said so, as ``report_llm_schema`` was told.

    Raises:
        ValueError: ``not_stated`` is neither "null" nor "word".
    """
    style_of(not_stated)
    out: dict[str, Any] = _without_nulls(document)
    findings = out.get("findings")
    for finding in findings if isinstance(findings, list) else ():
        if isinstance(finding, dict):
            finding.pop("evidence", None)
    return out if not_stated == "null" else _members(out, build("report"))


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value


def _members(value: dict[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without the members that say nothing."""
    members = part["properties"]
    read = {
        name: _read(inner, members[name], name) if name in members else inner
        for name, inner in value.items()
    }
    needed = part.get("required", ())
    return {
        name: value[name] if inner is _NOTHING else inner
        for name, inner in read.items()
        if inner is not _NOTHING or (value[name] == "" and name in needed)
    }


def _read(value: Any, part: Mapping[str, Any], name: str) -> Any:
    if "$ref" in part:
        part = build("report")["$defs"][part["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "properties" in part:
        return _members(value, part) or _NOTHING
    if isinstance(value, list):
        return _items(value, part, name)
    if not isinstance(value, str):
        return value
    if value in part.get("enum", ()):
        return value
    return _NOTHING if value in ("", NOT_STATED, NOT_GIVEN) else _worth(value, part)


def _worth(value: str, part: Mapping[str, Any]) -> Any:
    """Return a text as the number or the yes or no that it stands for; any other as it is."""
    if part.get("type") == "boolean":
        return _YES_NO.get(value, value)
    numbers = part.get("type") in ("number", "integer") or (
        "else" in part and part["else"].get("type") == "integer"
    )
    if numbers and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def _items(value: list[Any], part: Mapping[str, Any], name: str) -> Any:
    if not value:
        return _NOTHING
    if value == [NONE]:
        return []
    part = part.get("then", part) if "items" not in part else part
    items = part.get("items")
    if items is None:
        return value
    read = [_item(one, items, name) for one in value]
    # An empty list would say that there is none: nothing said is nothing.
    return [one for one in read if one is not _NOTHING] or _NOTHING


def _item(one: Any, part: Mapping[str, Any], name: str) -> Any:
    if name in TAGS and isinstance(one, dict):
        strict = build("report")
        model = models_of(strict, name).get(str(one.get(TAGS[name])))
        return one if model is None else _members(one, strict["$defs"][model])
    if isinstance(one, dict) and "$ref" in part:
        return _members(one, build("report")["$defs"][part["$ref"].rpartition("/")[2]])
    return _read(one, part, name)


def verify_evidence(text: str, document: Mapping[str, Any]) -> tuple[Issue, ...]:
    """Return an issue for each finding whose evidence is not in the text that was read.

    ``document`` is what the model wrote, before ``from_llm``. A quote counts where its words
    stand in the text in their order, whatever the white space between them; a finding without a
    quote is told too. Nothing found says that the quotes are there, not that they were
    understood.
    """
    findings = document.get("findings")
    words = _spaced(text)
    return tuple(
        issue
        for place, finding in enumerate(findings if isinstance(findings, list) else ())
        if isinstance(finding, dict)
        for issue in _unproven(finding, f"/findings/{place}", words)
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _unproven(finding: Mapping[str, Any], pointer: str, text: str) -> list[Issue]:
    evidence = finding.get("evidence")
    quotes = [
        (place, span.get("quote"))
        for place, span in enumerate(evidence if isinstance(evidence, list) else ())
        if isinstance(span, dict)
    ]
    if not quotes:
        return [
            Issue(
                "evidence_missing",
                Severity.WARNING,
                pointer,
                "No quote says where the text states this finding.",
                hint="Ask again, or let a person confirm the finding.",
            )
        ]
    return [
        Issue(
            "evidence_not_in_text",
            Severity.ERROR,
            f"{pointer}/evidence/{place}/quote",
            f"{quote!r:.200} is not in the text.",
            hint="Let a person confirm the finding.",
        )
        for place, quote in quotes
        if not isinstance(quote, str) or not quote.strip() or _spaced(quote) not in text
    ]
