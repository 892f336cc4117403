"""Hold prose over HTTP to the bytes of the command line, where the library has it."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from birads.service import _capabilities as capabilities
from tests.service.service_client import command_line, sample, service

TEXT = (
    "SCREENING MAMMOGRAM\nThe breasts are heterogeneously dense.\n"
    "Left breast: grouped amorphous calcifications in the upper outer quadrant.\n"
    "IMPRESSION: BI-RADS 0, left breast. BI-RADS 1, right breast.\n"
)


@pytest.fixture(scope="module")
def client() -> Any:
    return service()


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("/v1/say", ()),
        ("/v1/say?style=impression&language=es", ("--style", "impression", "--language", "es")),
        ("/v1/say?format=json", ("--format", "json")),
        ("/v1/say?format=html", ("--format", "html")),
        ("/v1/convert?to=text/plain", ()),
    ],
)
def test_a_report_is_said(client: Any, path: str, arguments: tuple[str, ...]) -> None:
    answer = client.post(path, content=sample())
    if not capabilities.available("say"):
        assert answer.status_code == 501
        return
    assert answer.status_code == 200
    assert answer.content == command_line("say", "-", *arguments, given=sample())
    assert "script-src" not in answer.headers["content-security-policy"]


def test_a_text_is_read(client: Any) -> None:
    answer = client.post("/v1/read-text?edition=2013", content=TEXT)
    kind = {"content-type": "text/plain; charset=utf-8"}
    whole = client.post("/v1/convert?to=json&edition=2013", content=TEXT, headers=kind)
    if not capabilities.available("read-text"):
        assert answer.status_code == whole.status_code == 501
        return
    arguments = ("read-text", "-", "--edition", "2013", "--format", "json")
    assert answer.content == command_line(*arguments, given=TEXT.encode())
    assert whole.json() == answer.json()["report"]
    draft = client.post("/v1/convert?to=json", content=TEXT, headers=kind)
    assert draft.status_code == 422  # the text names no edition
    assert draft.json()["drafts"][0]["assessments"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/say?language=xx", sample(), 400),
        ("/v1/read-text?language=xx", b"x", 400),
        ("/v1/read-text", b"\xff", 422),
        ("/v1/read-text", b"x " * 150_000, 413),
        ("/v1/say", b"{}", 422),
    ],
)
def test_what_cannot_be_read_or_said_is_a_problem(
    client: Any, path: str, body: bytes, status: int
) -> None:
    there = capabilities.available("say" if "say" in path else "read-text")
    assert client.post(path, content=body).status_code == (status if there else 501)


def test_the_page_gets_prose_and_map(client: Any) -> None:
    answer = client.post("/page/prose?language=fr", content=sample())
    if not capabilities.available("say"):
        assert answer.status_code == 501
        return
    told = answer.json()
    assert told["said"]["language"] == "fr"
    assert {"left", "right"} <= set(told["map"]["pictures"])
    assert told["map"]["lines"]
    for picture in told["map"]["pictures"].values():  # an image has no style but its own
        assert "<style>svg" in picture
        assert ET.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - ours
