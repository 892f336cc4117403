"""Turn reports into other formats and back, read prose and write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated, Any, Literal

import attrs
from fastapi import APIRouter, Query, Request
from pydantic_core import to_json
from starlette.responses import Response

from birads.issue import InvalidReport, Issue
from birads.report.report import Report
from birads.service._answers import parsed, unreadable
from birads.service._bodies import JSON, NDJSON, Work, json_body
from birads.service._capabilities import need
from birads.service._carried import ISSUES_HEADER, envelope, issues_header
from birads.service._limits import media_type
from birads.service._operations import about
from birads.service._problems import ProblemError
from birads.service._prose import as_html, as_text, located, read_prose, said

__all__ = ["router"]

router = APIRouter(tags=["formats"])

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "json": JSON,
        "fhir": "application/fhir+json",
        "dicom-sr": "application/dicom",
        "hl7v2": "application/hl7-v2+er7",
        "text": "text/plain",
    }
)
# A page of prose has its style inside and nothing that runs.
_OWN_STYLE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_NAMES = {kind: name for name, kind in _KINDS.items()} | {"x-application/hl7-v2+er7": "hl7v2"}
_To = Literal[
    "json", "fhir", "dicom-sr", "hl7v2", "text", "application/json", "application/fhir+json",
    "application/dicom", "application/hl7-v2+er7", "text/plain",
]  # fmt: skip
Edition = Literal["2003", "2013", "2025"]
Language = Annotated[
    str | None, Query(description="Language of the prose.", pattern="^[a-z]{2}(-[A-Z]{2})?$")
]
EditionAsked = Annotated[
    Edition | None, Query(description="The edition of a source that names none.")
]


@attrs.frozen
class _Read:
    """Hold one document of a body: its report, or the draft that is none, and what was not read."""

    report: Report | None
    issues: Sequence[Issue] = ()
    draft: Mapping[str, Any] | None = None


@attrs.frozen
class _Made:
    """Hold what a conversion gives: its type and its bytes, beside the issues of reading."""

    kind: str
    data: bytes
    issues: Sequence[Issue]
    documents: Sequence[_Read]


@router.post("/v1/convert", **about("convert"))
async def convert(
    request: Request,
    to: Annotated[_To, Query(description="The format that is asked for.")],
    envelope: Annotated[
        Literal["0", "1"], Query(description="1: the parts beside all issues, as JSON.")
    ] = "0",
    edition: EditionAsked = None,
    language: Language = None,
) -> Response:
    """Turn a report into another format; the Content-Type says what the body is."""
    work: Work = request.app.state.work
    data = await request.body()
    source = _NAMES.get(media_type(request.scope), "json")
    target = _NAMES.get(to, to)

    def answer() -> _Made:
        read = _read(source, data, edition, language, work)
        return _made(target, read, language, enveloped=envelope == "1")

    made = await work.run(answer, len(data) if {source, target} == {"json"} else None)
    return _response(made, enveloped=envelope == "1")


def _read(
    source: str, data: bytes, edition: str | None, language: str | None, work: Work
) -> Sequence[_Read]:
    if source == "json":
        return [_Read(parsed(data, work.limits))]
    if source == "text":
        found = read_prose(data, edition=edition, language=language)
        return [_Read(found.report, tuple(found.issues), found.draft)]
    try:
        documents = need(source).read(data, edition)
    except InvalidReport as error:
        raise unreadable(error) from None
    return [_Read(one.report, tuple(one.issues), one.draft) for one in documents]


def _made(target: str, read: Sequence[_Read], language: str | None, *, enveloped: bool) -> _Made:
    issues = [issue for one in read for issue in one.issues]
    reports = [one.report for one in read if one.report is not None]
    if target == "json" and enveloped:  # drafts are shown: that is what an envelope is for
        lines = b"".join(one.to_json() + b"\n" for one in reports)
        return _Made(JSON, lines, issues, read)
    if len(reports) < len(read) or not reports:
        raise _drafts(read, issues)
    if target == "json":
        kind = JSON if len(reports) == 1 else NDJSON
        return _Made(kind, b"".join(one.to_json() + b"\n" for one in reports), issues, read)
    if len(reports) > 1:
        detail = f"The body holds {len(reports)} reports; {target} takes one at a time."
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "several_reports", detail)
    return _Made(_KINDS[target], _written(target, reports[0], language), issues, read)


def _drafts(read: Sequence[_Read], issues: Sequence[Issue]) -> ProblemError:
    drafts = [one.draft for one in read if one.report is None]
    detail = "What was read is only a draft, not a report: see its issues."
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY, "draft", detail, issues=issues, valid=False, drafts=drafts
    )


def _written(target: str, report: Report, language: str | None) -> bytes:
    if target == "text":
        return as_text(said(report, language=language))
    data: bytes = need(target).export(report, None)
    return data


def _response(made: _Made, *, enveloped: bool) -> Response:
    headers = {ISSUES_HEADER: issues_header(made.issues)}
    if not enveloped:
        return Response(made.data, media_type=made.kind, headers=headers)
    documents = [
        {
            "report": one.report.to_dict() if one.report is not None else None,
            "draft": one.draft,
            "issues": [issue.to_dict() for issue in one.issues],
        }
        for one in made.documents
    ]
    whole = envelope(made.kind, made.data, made.issues, documents=documents)
    return Response(to_json(whole) + b"\n", media_type=JSON, headers=headers)


@router.post("/v1/read-text", **about("read_text"))
async def read_text(
    request: Request, edition: EditionAsked = None, language: Language = None
) -> Response:
    """Read a report in prose: a draft, and for each value the words that it stands on."""
    work: Work = request.app.state.work
    need("read-text")
    data = await request.body()
    found = await work.run(lambda: read_prose(data, edition=edition, language=language))
    answer = located({"id": None}) | found.to_dict()
    return Response(to_json(answer) + b"\n", media_type=JSON)


@router.post("/v1/say", **about("say"))
async def say(
    request: Request,
    style: Annotated[
        Literal["report", "impression", "mqsa", "letter"], Query(description="What is written.")
    ] = "report",
    language: Language = None,
    format: Annotated[  # noqa: A002 - the name of the option of the command line
        Literal["text", "html", "json"], Query(description="How it is written.")
    ] = "text",
) -> Response:
    """Write a report as prose; as JSON, each sentence with the members that it speaks of."""
    work: Work = request.app.state.work
    need("say")
    report = parsed(await json_body(request), work.limits)
    found = await work.run(lambda: said(report, style=style, language=language))
    if format == "json":
        return Response(to_json(located(found.to_dict())) + b"\n", media_type=JSON)
    if format == "html":
        page = await work.run(lambda: as_html(found, report))
        return Response(
            page,
            media_type="text/html; charset=utf-8",
            headers={"content-security-policy": _OWN_STYLE},
        )
    return Response(as_text(found), media_type="text/plain; charset=utf-8")
