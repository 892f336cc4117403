"""Run ``birads serve`` as its own process, as people do."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import attrs
import httpx

__all__ = ["Running", "running"]

_SECONDS = 60


@attrs.frozen
class Running:
    """Name a running service: its address, its port and its process."""

    address: str
    port: int
    process: subprocess.Popen[bytes]

    def end(self, number: int) -> tuple[int, str]:
        """Send a signal; return how the process ended and what it logged."""
        self.process.send_signal(number)
        _, told = self.process.communicate(timeout=_SECONDS)
        return self.process.returncode, told.decode()


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[Running]:
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "birads", "serve", "--port", str(port), *arguments],
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )
    try:
        yield Running(_address(process, port), port, process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def _address(process: subprocess.Popen[bytes], port: int) -> str:
    """Return the address that the service tells, once it answers there."""
    assert process.stderr is not None
    ready, _, _ = select.select([process.stderr], [], [], _SECONDS)
    assert ready, "the service says nothing"
    line = process.stderr.readline().decode()
    found = re.search(r"https?://\S+[^/\s]", line)
    assert found, line
    for _ in range(_SECONDS * 10):
        with suppress(httpx.TransportError):
            answer: Any = httpx.get(f"{found[0]}/health", timeout=5, verify=False)  # noqa: S501 - our own
            if answer.status_code:
                return found[0]
        select.select([], [], [], 0.1)
    raise AssertionError(f"nothing answers at port {port}")
