"""What no client should send, and what every one may: framing, names, HEAD, and its refusals."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.service.running_service import Running, running
from tests.service.service_client import sample, service

SAFE = ("cache-control", "content-security-policy", "x-content-type-options")


@pytest.fixture(scope="module")
def client() -> Any:
    return service()


@pytest.fixture(scope="module")
def alive() -> Iterator[Running]:
    with running() as found:
        yield found


def answered(alive: Running, data: bytes) -> tuple[int, dict[str, str], bytes]:
    """Return the status, the headers and the body of the answer to what is sent as it stands."""
    with socket.create_connection(("127.0.0.1", alive.port), timeout=30) as one:
        one.sendall(data)
        one.shutdown(socket.SHUT_WR)
        told = b"".join(iter(lambda: one.recv(65536), b""))
    head, _, body = told.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines)}
    return int(first.split()[1]), headers, body


@pytest.mark.parametrize("path", ["/", "/health", "/metrics", "/v1/criteria", "/cds-services"])
def test_head_is_the_head_of_get(client: Any, path: str) -> None:
    plain, head = client.get(path), client.head(path)
    assert head.status_code == plain.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == plain.headers["content-type"]
    assert client.head("/v1/check").status_code == 405


def test_head_over_the_wire_has_no_body_and_the_route_in_the_log(alive: Running) -> None:
    status, headers, body = answered(
        alive, b"HEAD /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
    )
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 100
    line = next(one for one in alive.log.read_text().splitlines() if '"HEAD"' in one)
    assert json.loads(line)["route"] == "/health"


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00" + b"\0" * 50 + b"\r\n\r\n",
        b"GET /health HTTP/1.1\r\nhost: localhost\r\nhost: other\r\n\r\n",
        b"POST /v1/check HTTP/1.1\r\nhost: localhost\r\ncontent-length: -2\r\n\r\n{}",
    ],
    ids=["tls", "two hosts", "negative length"],
)
def test_what_is_no_request_is_a_problem_too(alive: Running, data: bytes) -> None:
    status, headers, body = answered(alive, data)
    assert status == 400
    assert headers["content-type"] == "application/problem+json"
    assert int(headers["content-length"]) == len(body)
    assert json.loads(body)["type"] == "urn:birads:problem:http"
    assert all(name in headers for name in SAFE)


def test_two_framings_are_one_too_many(alive: Running) -> None:
    head = b"POST /v1/check HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n"
    status, headers, body = answered(alive, head + b"transfer-encoding: chunked\r\n\r\n0\r\n\r\n")
    assert (status, headers["connection"]) == (400, "close")
    assert json.loads(body)["type"] == "urn:birads:problem:framing"


@pytest.mark.parametrize("name", ["a" * 5000 + ".js", "..%2fpages.py", "a%00.js", "%ff.js", ".js"])
def test_only_the_names_of_the_page_are_files(client: Any, name: str) -> None:
    answer = client.get(f"/page/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_path_with_a_slash_too_much_is_no_redirection(client: Any) -> None:
    answer = client.post("/v1/check/", content=sample(), follow_redirects=False)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/health", "/metrics", "/", "/v1/criteria"])
def test_headers_are_bounded_everywhere(client: Any, path: str) -> None:
    assert client.get(path, headers={"x-long": "a" * 20_000}).status_code == 431
