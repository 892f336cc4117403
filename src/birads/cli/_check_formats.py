"""Write what ``check`` found for other programs: SARIF for code hosts, JUnit for build servers.

Both are written as the documents are read, so that an archive costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pydantic_core import to_json

from birads._version import __version__
from birads._visible import visible
from birads.checks._codes import OTHER, REFUSED, meaning_of
from birads.checks._registry import CHECKS

__all__ = ["FORMATS"]

_LEVELS = {"error": "error", "warning": "warning", "information": "note"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
Answers = Iterable[Mapping[str, Any]]


def sarif(answers: Answers) -> Iterator[bytes]:
    """Yield one SARIF 2.1.0 log: a result for each issue, with its file, line and pointer."""
    rules = [
        {"id": code, "shortDescription": {"text": meaning_of(code) or code}}
        for code in (*CHECKS, *REFUSED, *OTHER)
    ]
    driver = {"name": "birads", "version": __version__, "rules": rules}
    yield (
        b'{"$schema":' + to_json(_SARIF) + b',"version":"2.1.0","runs":[{"tool":{"driver":'
        + to_json(driver) + b'},"columnKind":"unicodeCodePoints","results":['
    )  # fmt: skip
    comma = b""
    for answer in answers:
        for issue in answer["issues"]:
            yield comma + to_json(_result(answer, issue))
            comma = b","
    yield b"]}]}\n"


def _result(answer: Mapping[str, Any], issue: Mapping[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": answer["file"]}}
    if answer["line"] is not None:
        place["region"] = {"startLine": answer["line"]}
    hint = f" {issue['hint']}" if issue["hint"] else ""
    return {
        "ruleId": issue["code"],
        "level": _LEVELS[issue["severity"]],
        "message": {"text": f"{issue['message']}{hint}"},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [{"fullyQualifiedName": issue["pointer"] or "(document)"}],
            }
        ],
        "properties": {"report": answer["id"], "crosses": issue.get("crosses", False)},
    }


def junit(answers: Answers) -> Iterator[bytes]:
    """Yield a JUnit report: a test for each document, which fails on an issue of severity error."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="birads check">\n'
    for answer in answers:
        line = "" if answer["line"] is None else f":{answer['line']}"
        name = quoteattr(_xml(f"{answer['file']}{line} {answer['id'] or '(no id)'}"))
        errors = [issue for issue in answer["issues"] if issue["severity"] == "error"]
        others = [issue for issue in answer["issues"] if issue["severity"] != "error"]
        yield f'<testcase classname="birads.check" name={name}>'.encode()
        if errors:
            said = quoteattr(_xml(f"{len(errors)} of severity error"))
            yield f"<failure message={said}>{_lines(errors)}</failure>".encode()
        if others:
            yield f"<system-out>{_lines(others)}</system-out>".encode()
        yield b"</testcase>\n"
    yield b"</testsuite></testsuites>\n"


def _lines(issues: list[Mapping[str, Any]]) -> str:
    return escape(
        _xml(
            "\n".join(
                f"{issue['severity']} {issue['code']} {issue['pointer'] or '(document)'}: "
                f"{issue['message']}"
                for issue in issues
            )
        )
    )


def _xml(text: str) -> str:
    """Return text that XML 1.0 can hold: other characters are written out."""
    shown = visible(text, keep="\n")
    return "".join(
        letter if ord(letter) not in (0xFFFE, 0xFFFF) else f"\\u{ord(letter):04x}"
        for letter in shown
    )


FORMATS: Mapping[str, Callable[[Answers], Iterator[bytes]]] = {"sarif": sarif, "junit": junit}
