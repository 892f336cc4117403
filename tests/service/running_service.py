"""Run ``birads serve`` as its own process, as people do."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import attrs
import httpx

from birads.service._settings import ENVIRONMENT

__all__ = ["Running", "running"]

_SECONDS = 60


@attrs.frozen
class Running:
    """Name a running service: its address, its port, its process and the file of its log."""

    address: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def ended(self, number: int | None = None) -> tuple[int, str]:
        """Wait for the end, after a signal if one is given; return the status and the log."""
        if number is not None:
            self.process.send_signal(number)
        self.process.wait(timeout=_SECONDS)
        return self.process.returncode, self.log.read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(*arguments: str, **settings: Any) -> Iterator[Running]:
    """Run the service; ``settings`` are those of its environment variable."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as told:  # a pipe that nobody reads would stop the service
            process = subprocess.Popen(
                [sys.executable, "-m", "birads", "serve", "--port", str(port), *arguments],
                stderr=told,
                env={**os.environ, **({ENVIRONMENT: json.dumps(settings)} if settings else {})},
            )
        try:
            yield Running(_address(port), port, process, log)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


def _address(port: int) -> str:
    """Return the address of the service, once it answers there."""
    address = f"http://127.0.0.1:{port}"
    for _ in range(_SECONDS * 10):
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/health", timeout=5).status_code:
                return address
        time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")
