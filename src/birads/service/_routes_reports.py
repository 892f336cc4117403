"""Answer about reports: check, recommend, explain and normalise."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from birads.acr_criteria._explain import explain
from birads.acr_criteria.compiled import Topic, bundled, bundled_key, bundled_names
from birads.service import _answers as answers
from birads.service._asked import stated_in
from birads.service._bodies import JSON, Work, json_body, line_response
from birads.service._operations import about
from birads.service._problems import ProblemError

__all__ = ["router", "topic_named"]

router = APIRouter(tags=["reports"])
MARKDOWN = "text/markdown"


def topic_named(name: str) -> Topic:
    """Return a bundled topic by its id, with or without its revision.

    Raises:
        ProblemError: There is no such topic.
    """
    key = bundled_key(name)
    if key is None:
        detail = f"There is no such topic here; there are {', '.join(bundled_names())}."
        raise ProblemError(HTTPStatus.NOT_FOUND, "topic", detail)
    return bundled(key)


def _asked(name: str) -> Topic:
    """Return the topic that a query names; one that is not there is a fault of the query."""
    try:
        return topic_named(name)
    except ProblemError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, error.code, error.detail) from None


@router.post("/v1/check", **about("check"))
async def check(request: Request) -> Response:
    """Say what is wrong or doubtful in a report, or in each line of NDJSON."""
    return await line_response(request, answers.check)


@router.post("/v1/recommend", **about("recommend"))
async def recommend(
    request: Request,
    topic: Annotated[str | None, Query(description="Id of a criteria topic.")] = None,
    topics: Annotated[
        Literal["current"] | None, Query(description="Answer by the current topics too.")
    ] = None,
    question: Annotated[
        str | None, Query(description="What the imaging is for, as the current topics ask it.")
    ] = None,
    evaluate: Annotated[
        str | None, Query(description="Which part is to be looked at, as they ask it.")
    ] = None,
    fact: Annotated[
        list[str] | None, Query(description="NAME=VALUE, a fact that the report does not state.")
    ] = None,
) -> Response:
    """Recommend the workup of a report, or of each line of NDJSON."""
    chosen: dict[str, Any] = {} if topic is None else {"topic": _asked(topic)}
    if topics is not None:
        chosen |= {"topics": topics, "facts": stated_in(question, evaluate, fact or ())}
    elif question or evaluate or fact:
        detail = "question, evaluate and fact are for topics=current."
        raise ProblemError(HTTPStatus.BAD_REQUEST, "query", detail)
    asked = answers.recommended_with(**chosen) if chosen else answers.recommended
    return await line_response(request, asked)


@router.post("/v1/explain", **about("explain"))
async def explained(
    request: Request,
    variant: Annotated[int | None, Query(description='Answer "why not variant N?".')] = None,
    topic: Annotated[str | None, Query(description="Id of a criteria topic.")] = None,
) -> Response:
    """Say why this answer: every condition, where it was read, and what would decide."""
    work: Work = request.app.state.work
    table = bundled() if topic is None else _asked(topic)
    if variant is not None and variant not in table.variants:
        numbers = ", ".join(map(str, sorted(table.variants))) or "none"
        detail = f"{table.key} has these variants: {numbers}."
        raise ProblemError(HTTPStatus.BAD_REQUEST, "variant", detail)
    data = await json_body(request)
    markdown = _wants_markdown(request.headers.get("accept", ""))

    def answer() -> Any:
        found = explain(answers.parsed(data, work.limits), variant, topic=table)
        return _markdown(found) if markdown else found.to_json() + b"\n"

    made = await work.run(answer, len(data))
    return Response(made, media_type=MARKDOWN if markdown else JSON, headers={"vary": "accept"})


def _wants_markdown(accept: str) -> bool:
    kinds = [one.partition(";")[0].strip().lower() for one in accept.split(",")]
    return MARKDOWN in kinds and (JSON not in kinds or kinds.index(MARKDOWN) < kinds.index(JSON))


def _markdown(found: Any) -> str:
    from birads._visible import visible
    from birads.cli._markdown import explanation_markdown

    return visible(explanation_markdown(found), keep="\n")


@router.post("/v1/normalise", **about("normalise"))
async def normalise(request: Request) -> Response:
    """Return a report with today's words in place of old ones, and each change as an issue."""
    return await line_response(request, answers.normalised)
