"""Answer from the tables: words, criteria and schemas."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic_core import to_json
from starlette.responses import Response

from birads import lexicon, schema
from birads.acr_criteria._export import listed, render_export
from birads.acr_criteria.compiled import bundled, bundled_names
from birads.cli._documents import shown_name
from birads.service._bodies import JSON
from birads.service._operations import about
from birads.service._problems import ProblemError
from birads.service._routes_reports import topic_named

__all__ = ["router"]

router = APIRouter(tags=["tables"])
_KINDS = {"json": JSON, "csv": "text/csv", "toml": "application/toml"}
Edition = Literal["2003", "2013", "2025"]


def _answer(value: object) -> Response:
    return Response(to_json(value) + b"\n", media_type=JSON)


@router.get("/v1/lexicon", **about("lexicon_find"))
async def find(
    find: Annotated[str | None, Query(description="A word, as a person writes it.")] = None,
    axis: Annotated[str | None, Query(description="Look in one axis only.")] = None,
    edition: Annotated[Edition | None, Query(description="The edition that is asked.")] = None,
) -> Response:
    """Say which terms a word may mean; without a word, export every term."""
    if find is None:
        return Response(lexicon.export("json", edition), media_type=JSON)
    try:
        return _answer(lexicon.find(shown_name(find), axis, edition).to_dict())
    except LookupError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "axis", str(error.args[0])) from None


@router.get("/v1/lexicon/{term_id}", **about("lexicon_show"))
async def show(term_id: str) -> Response:
    """Return every fact about one term, with its sources."""
    try:
        return _answer(lexicon.term(term_id).to_dict())
    except LookupError as error:
        raise ProblemError(HTTPStatus.NOT_FOUND, "term", str(error.args[0])) from None


@router.get("/v1/criteria", **about("criteria_list"))
def criteria_list() -> Response:
    """List the criteria topics as the command does, with the state of their review."""
    return _answer({"topics": [listed(bundled(name)) for name in bundled_names()]})


@router.get("/v1/criteria/{topic}", **about("criteria"))
async def criteria(
    topic: str,
    format: Annotated[  # noqa: A002 - the name of the option of the command line
        Literal["json", "csv", "toml"], Query(description="How the table is written.")
    ] = "json",
) -> Response:
    """Return every variant of a topic with its rated procedures."""
    data = render_export(topic_named(topic), format)
    return Response(data, media_type=_KINDS[format])


@router.get("/v1/schemas/{name}", **about("schemas"))
async def schemas(name: str) -> Response:
    """Return a published JSON Schema."""
    if name not in schema.names():
        detail = f"The schemas are {', '.join(schema.names())}."
        raise ProblemError(HTTPStatus.NOT_FOUND, "schema", detail)
    return _answer(schema.schema(name))
