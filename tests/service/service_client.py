"""Ask the service without a server, and let the command line answer the same."""

from __future__ import annotations

import subprocess
import sys
import warnings
from importlib import resources
from typing import Any

from birads.service import Settings, create_app

with warnings.catch_warnings():  # what the client says of its own parts is not ours
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["NDJSON", "command_line", "one_line", "sample", "service"]

NDJSON = {"content-type": "application/x-ndjson"}


def service(**settings: Any) -> TestClient:
    return TestClient(create_app(Settings(**settings)), raise_server_exceptions=False)


def sample() -> bytes:
    return (resources.files("birads.service") / "page" / "sample.json").read_bytes()


def one_line(document: bytes) -> bytes:
    """Return a document as one line: JSON without line breaks in it."""
    return document.replace(b"\n", b" ") + b"\n"


def command_line(*arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "birads", *arguments], input=given, capture_output=True, check=False
    )
    return done.stdout
