"""Run the service as its own process and treat it badly: it must go on answering."""

from __future__ import annotations

import json
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest

from tests.service.running_service import Running, running
from tests.service.service_client import command_line, one_line, sample

_TEN_THOUSAND = 10_000


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running("--quiet") as one:
        yield one


def raw(service: Running, data: bytes, *, read: int = 1 << 16) -> bytes:
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as one:
        one.sendall(data)
        return one.recv(read)


def answers_still(service: Running) -> bool:
    answer = httpx.post(f"{service.address}/v1/check", content=sample(), timeout=30)
    return answer.status_code == 200


def test_the_bytes_of_the_command_line_come_over_the_wire(service: Running) -> None:
    answer = httpx.post(f"{service.address}/v1/recommend", content=sample(), timeout=30)
    assert answer.content == command_line("recommend", "-", "--format", "json", given=sample())
    assert "server" not in answer.headers
    body = one_line(sample()) * 300
    kind = {"content-type": "application/x-ndjson"}
    stream = httpx.post(f"{service.address}/v1/check", content=body, headers=kind, timeout=60)
    assert stream.content.count(b"\n") == 300


def test_a_body_without_a_length_is_counted(service: Running) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(4000):
            yield b" " * 1000

    try:
        answer = httpx.post(f"{service.address}/v1/check", content=endless(), timeout=60)
        assert answer.status_code == 413
    except httpx.TransportError:  # the answer came and the connection closed while we still sent
        pass
    assert answers_still(service)


def test_a_length_that_is_too_much_is_refused_before_it_comes(service: Running) -> None:
    head = b"POST /v1/check HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999\r\n\r\n"
    assert raw(service, head).startswith(b"HTTP/1.1 413")


def test_what_is_no_http_is_refused(service: Running) -> None:
    for data in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\ncontent-length: -1\r\nhost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: localhost\r\nx: a\x00b\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    ):
        answer = raw(service, data)
        assert answer == b"" or answer[9:10] == b"4", answer[:80]
    assert answers_still(service)


def test_clients_that_go_away_leave_nothing(service: Running) -> None:
    head = b"POST /v1/check HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{"
    for _ in range(200):
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as one:
            one.sendall(head)
    assert answers_still(service)
    text = httpx.get(f"{service.address}/metrics", timeout=30).text
    assert "birads_requests_open 1\n" in text
    assert 'status="499"} ' in text


def test_slow_clients_beyond_the_bound_are_refused_and_others_go_on(service: Running) -> None:
    head = b"POST /v1/check HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{"
    slow = [socket.create_connection(("127.0.0.1", service.port), timeout=30) for _ in range(64)]
    try:
        for one in slow:
            one.sendall(head)
        refused = raw(service, head)
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 1" in refused
    finally:
        for one in slow:
            one.close()
    assert answers_still(service)


def test_ten_thousand_connections_are_no_death(service: Running) -> None:
    """Each connection asks and stays: some are answered, the others refused, none kills."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(_TEN_THOUSAND + 500, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    ask = b"GET /v1/criteria HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with ExitStack() as held:
        held.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        asked = []
        for _ in range(wanted - 500):
            one = held.enter_context(socket.create_connection(("127.0.0.1", service.port), 30))
            asked.append(one)
            with suppress(OSError):  # refused before it asks
                one.sendall(ask)
        told = statuses(asked)
    assert told["200"]
    assert told["503"]
    assert set(told) <= {"200", "503", "closed"}, told
    assert any(answers_soon(service) for _ in range(100))


def answers_soon(service: Running) -> bool:
    time.sleep(0.1)
    return answers_still(service)


def statuses(asked: list[socket.socket]) -> Counter[str]:
    """Count what came; a connection that the system itself still holds back counts as nothing."""
    told: Counter[str] = Counter()
    with selectors.DefaultSelector() as waiting:
        for one in asked:
            waiting.register(one, selectors.EVENT_READ)
        while ready := waiting.select(timeout=12):
            for key, _ in ready:
                waiting.unregister(key.fileobj)
                told[status_of(key.fileobj)] += 1
    return told


def status_of(one: Any) -> str:
    """Return the status that came; a refusal is a problem that says when to come again."""
    try:
        told = one.recv(4096)
    except ConnectionError:
        return "closed"
    status = told[9:12].decode() or "closed"
    whole = b"retry-after: 1" in told and b"application/problem+json" in told
    return status if status != "503" or whole else "503 without a problem"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_open_request_is_finished_before_the_end(number: int) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:  # and so it is in every process started here
        pytest.skip("the shell that started the tests ignores this signal")
    with running() as service:
        body = sample()
        head = f"POST /v1/check HTTP/1.1\r\nhost: localhost\r\ncontent-length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as one:
            one.sendall(head.encode() + body[:10])
            later = threading.Timer(0.5, one.sendall, [body[10:]])
            later.start()
            ended = threading.Thread(target=service.process.send_signal, args=[number])
            ended.start()
            answer = one.recv(1 << 16)
            later.join()
        assert answer.startswith(b"HTTP/1.1 200")
        status, log = service.ended()
    assert status == (-signal.SIGTERM if number == signal.SIGTERM else 130)
    assert "Traceback" not in log


def test_two_workers_answer_and_log_without_content() -> None:
    with running("--workers", "2", "--edition", "2013") as service:
        with httpx.Client(timeout=60) as client:
            for _ in range(20):
                body = sample().replace(b'"sample"', b'"Jane Doe"')
                answer = client.post(f"{service.address}/v1/check?x=Jane", content=body)
                assert answer.status_code == 400
                assert client.post(f"{service.address}/v1/check", content=body).status_code == 200
        _, log = service.ended(signal.SIGTERM)
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert len([one for one in lines if one["route"] == "/v1/check"]) == 40
    assert "Jane" not in log


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "--behind-proxy"),  # noqa: S104 - refused is what is asked
        (["--host", "192.0.2.1"], "--certificate"),
        (["--certificate", "pyproject.toml"], "go together"),
        (["--auth", "nowhere:nothing"], "nowhere:nothing"),
    ],
)
def test_what_would_be_unsafe_does_not_start(arguments: list[str], told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "birads", "serve", "--port", "0", *arguments],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr.decode()


def test_a_bad_setting_is_told_before_the_start() -> None:
    import os

    environment: Any = os.environ | {"BIRADS_SERVICE": '{"max_body": "much"}'}
    done = subprocess.run(
        [sys.executable, "-m", "birads", "serve"],
        capture_output=True, check=False, timeout=60, env=environment,
    )  # fmt: skip
    assert done.returncode == 2
    assert "BIRADS_SERVICE" in done.stderr.decode()
