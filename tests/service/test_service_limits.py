"""Hold every bound: bytes with and without a length, lines, headers, time, requests at once."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from birads.service import InvalidSettings, Settings, create_app
from birads.service import _answers as answers
from birads.service._settings import ENVIRONMENT
from tests.service.service_client import NDJSON, one_line, sample, service


def parts(size: int) -> Iterator[bytes]:
    for _ in range(size // 1000):
        yield b" " * 1000


def test_a_body_is_counted_with_and_without_a_length() -> None:
    client = service(max_body=20_000)
    for body in (b" " * 20_001, parts(30_000)):
        answer = client.post("/v1/check", content=body)
        assert answer.status_code == 413
        assert answer.json()["type"] == "urn:birads:problem:too_large"
    assert client.post("/v1/check", content=b" " * 20_000).status_code == 422


def test_a_stream_has_limits_of_its_own() -> None:
    client = service(max_body=1000, max_stream=5000, max_lines=3)
    line = one_line(sample())
    assert len(line) < 1000
    good = client.post("/v1/check", content=line * 3, headers=NDJSON)
    assert good.status_code == 200
    assert good.content.count(b"\n") == 3
    assert client.post("/v1/check", content=line * 4, headers=NDJSON).status_code == 413
    assert client.post("/v1/check", content=line * 9, headers=NDJSON).status_code == 413
    long = client.post("/v1/check", content=b" " * 1200 + b"{}\n", headers=NDJSON)
    assert long.json()["issues"][0]["code"] == "too_large"


def test_compressed_bodies_and_long_headers_are_refused() -> None:
    client = service(max_header=2000)
    zipped = client.post("/v1/check", content=b"x", headers={"content-encoding": "gzip"})
    assert zipped.status_code == 415
    assert client.get("/v1/criteria", headers={"x-long": "a" * 2000}).status_code == 431


def test_all_bodies_together_are_bounded() -> None:
    assert service(max_held=1000).post("/v1/check", content=b" " * 1001).status_code == 503


async def slow_request(app: Any, path: str, messages: list[Any]) -> list[Any]:
    """Ask an application; when ``messages`` end, the client says no more and stays."""
    sent: list[Any] = []
    left = list(messages)

    async def receive() -> Any:
        if left:
            return left.pop(0)
        await asyncio.sleep(60)
        raise AssertionError("nobody waits as long as this")

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": path,
        "raw_path": path.encode(), "query_string": b"", "headers": [], "scheme": "http",
        "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent


def test_a_body_that_does_not_come_is_given_up() -> None:
    app = create_app(Settings(seconds=0.05))
    half = {"type": "http.request", "body": b"{", "more_body": True}
    sent = asyncio.run(slow_request(app, "/v1/check", [half]))
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["type"] == "urn:birads:problem:slow_body"


def test_a_client_that_went_away_gets_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings())
    half = {"type": "http.request", "body": b"{", "more_body": True}
    with caplog.at_level(logging.INFO, "birads.service"):
        sent = asyncio.run(slow_request(app, "/v1/check", [half, {"type": "http.disconnect"}]))
    assert sent == []
    assert json.loads(caplog.records[-1].message)["status"] == 499


def test_too_many_open_requests_are_refused_and_later_ones_are_not() -> None:
    app = create_app(Settings(waiting=2, seconds=0.2))
    half = {"type": "http.request", "body": b"{", "more_body": True}

    async def crowd() -> list[int]:
        slow = [asyncio.create_task(slow_request(app, "/v1/check", [half])) for _ in range(3)]
        statuses = [(await one)[0]["status"] for one in slow]
        whole = {"type": "http.request", "body": sample(), "more_body": False}
        after = await slow_request(app, "/v1/check", [whole])
        return [*statuses, after[0]["status"]]

    assert asyncio.run(crowd()) == [408, 408, 503, 200]


def test_a_long_answer_is_given_up_and_keeps_its_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, release = threading.Event(), threading.Event()

    def stuck(_document: Any, _limits: Any) -> Any:
        begun.set()
        assert release.wait(30)
        return answers.Line(b"{}\n")

    app = create_app(Settings(seconds=0.3, concurrency=1))
    monkeypatch.setattr(answers, "check", stuck)
    body = {"type": "http.request", "body": sample() + b" " * 40_000, "more_body": False}

    async def ask() -> list[Any]:
        first = await slow_request(app, "/v1/check", [dict(body)])
        second = await slow_request(app, "/v1/check", [dict(body)])
        release.set()
        return [json.loads(one[1]["body"])["type"] for one in (first, second)] + [
            first[0]["status"], second[0]["status"],
            dict(second[0]["headers"])[b"retry-after"],
        ]  # fmt: skip

    assert asyncio.run(ask()) == [
        "urn:birads:problem:timeout", "urn:birads:problem:busy", 503, 503, b"1",
    ]  # fmt: skip
    assert begun.is_set()


def test_a_fault_is_told_without_what_was_sent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(document: Any, _limits: Any) -> Any:
        raise KeyError(document.data.decode())

    monkeypatch.setattr(answers, "check", broken)
    client = service()
    with caplog.at_level(logging.INFO, "birads.service"):
        answer = client.post("/v1/check", content=b'{"secret": "Jane Doe"}')
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:birads:problem:fault"
    assert answer.headers["request-id"] in answer.json()["detail"]
    assert "KeyError" in caplog.text
    assert "Jane" not in caplog.text + answer.text


def test_the_log_and_the_metrics_hold_no_content(caplog: pytest.LogCaptureFixture) -> None:
    client = service()
    body = sample().replace(b'"sample"', b'"Jane Doe"')
    with caplog.at_level(logging.DEBUG, "birads.service"):
        client.post("/v1/check", content=body, headers={"x-name": "Jane Doe"})
        client.post("/v1/explain?variant=Jane", content=body)
        client.get("/v1/lexicon/Jane")
        client.get("/v1/lexicon?find=Jane")
        client.get("/Jane")
        client.request("JANE", "/v1/check")
    told = [json.loads(one.message) for one in caplog.records if one.name == "birads.service"]
    assert [one["status"] for one in told] == [200, 400, 404, 200, 404, 405]
    assert told[2]["route"] == "/v1/lexicon/{term_id}"
    text = json.dumps(told) + client.get("/metrics").text
    assert "jane" not in text.lower()
    assert 'birads_requests_total{method="POST",route="/v1/check",status="200"} 1' in text


def test_every_answer_is_safe_to_hold_in_a_browser() -> None:
    client = service()
    for path in ("/", "/health", "/v1/criteria", "/nothing", "/openapi.json"):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_other_origins_are_let_in_by_name_only() -> None:
    client = service(cors_origins=["https://pacs.example"])
    for origin, let in (("https://pacs.example", True), ("https://evil.example", False)):
        answer = client.get("/v1/criteria", headers={"origin": origin})
        assert ("access-control-allow-origin" in answer.headers) is let


@pytest.mark.parametrize(
    ("host", "behind_proxy", "status"),
    [
        (b"localhost:8080", False, 200),
        (b"127.0.0.1", False, 200),
        (b"[::1]:8080", False, 200),
        (b"evil.example", False, 421),
        (b"birads.hospital.example", True, 200),
    ],
)
def test_a_local_service_answers_to_its_own_name(
    host: bytes, behind_proxy: bool, status: int
) -> None:
    app: Any = create_app(Settings(behind_proxy=behind_proxy))
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": "/health",
        "raw_path": b"/health", "query_string": b"", "headers": [(b"host", host)],
        "scheme": "http", "server": ("127.0.0.1", 8080), "client": ("127.0.0.1", 1),
        "root_path": "",
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == status


def test_a_site_puts_its_own_middleware_before_everything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / "site_auth_of_a_test.py").write_text(
        "def locked(app):\n"
        "    async def ask(scope, receive, send):\n"
        "        if dict(scope['headers']).get(b'authorization') != b'Bearer good':\n"
        "            await send({'type': 'http.response.start', 'status': 401, 'headers': []})\n"
        "            await send({'type': 'http.response.body', 'body': b''})\n"
        "            return\n"
        "        await app(scope, receive, send)\n"
        "    return ask\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    client = service(auth="site_auth_of_a_test:locked")
    assert client.post("/v1/check", content=b" " * 3_000_000).status_code == 401
    assert client.get("/health", headers={"authorization": "Bearer good"}).status_code == 200
    for wrong in ("site_auth_of_a_test:none", "nowhere_at_all:x", "", "site_auth_of_a_test"):
        with pytest.raises(InvalidSettings):
            create_app(Settings(auth=wrong))


def test_settings_come_from_the_environment() -> None:
    settings = Settings(max_body=7, cors_origins=("https://a.example",), seconds=1.5)
    assert Settings.read({ENVIRONMENT: settings.to_json()}) == settings
    assert Settings.read({}) == Settings()
    members = (
        '"max_bdy": 1', '"max_body": 0', '"seconds": "1"', '"cors_origins": "x"',
        '"behind_proxy": "no"', '"waiting": true',
    )  # fmt: skip
    for wrong in ("{", "[]", *(f"{{{member}}}" for member in members)):
        with pytest.raises(InvalidSettings, match=ENVIRONMENT):
            Settings.read({ENVIRONMENT: wrong})
