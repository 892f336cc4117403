"""The page that runs the library in the browser: what it answers, and that nothing leaves it.

``BIRADS_EXPLORER`` names the folder that ``tools/build_explorer.py`` built, ``BIRADS_PAGE`` one in
which npm installed playwright-core and axe-core.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import build_explorer
import pytest

import birads
from tests.service.service_client import sample, service

SCRIPT = Path(__file__).with_name("explorer.mjs")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    home = os.environ.get("BIRADS_EXPLORER")
    if not home or not os.environ.get("BIRADS_PAGE") or shutil.which("chromium") is None:
        pytest.skip("no BIRADS_EXPLORER, BIRADS_PAGE or Chromium")
    handler = functools.partial(Quiet, directory=home)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def seen(address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    dicom_sr = pytest.importorskip("birads.interop.dicom_sr._command")
    node, chromium = shutil.which("node"), shutil.which("chromium")
    assert node is not None
    assert chromium is not None
    folder = Path(os.environ.get("BIRADS_PICTURES") or tmp_path_factory.mktemp("explorer"))
    folder.joinpath("sample.json").write_bytes(sample())
    folder.joinpath("report.dcm").write_bytes(dicom_sr.export(birads.parse(sample()), None))
    subprocess.run([node, str(SCRIPT), address, chromium, str(folder)], check=True, timeout=400)
    found: dict[str, Any] = json.loads(folder.joinpath("explorer.json").read_text("utf-8"))
    return found


def test_it_answers_as_the_service_does(seen: dict[str, Any]) -> None:
    client = service()
    assert len(seen["answers"]) > 4
    for path, answer in seen["answers"].items():
        headers = {"accept": "text/markdown"} if "explain" in path else {}
        assert answer == client.post(f"/{path}", content=sample(), headers=headers).text, path


def test_a_dicom_report_is_read_in_the_browser(seen: dict[str, Any]) -> None:
    assert birads.parse(json.dumps(seen["dropped"])) == birads.parse(sample())


def test_it_says_that_it_loads_and_is_accessible(seen: dict[str, Any]) -> None:
    assert "loaded into this browser" in seen["loading"]
    assert seen["status"] == "A valid report. 1 information."
    assert seen["axe"] == []
    assert seen["errors"] == []


def test_nothing_is_asked_of_another_host(seen: dict[str, Any], address: str) -> None:
    assert len(seen["asked"]) > 10
    ours = (f"{address}/", f"blob:{address}/")
    assert [url for url in seen["asked"] if not url.startswith(ours)] == []


def test_its_page_is_that_of_the_service_with_a_policy_of_its_own() -> None:
    plain, own = service().get("/").text, build_explorer.page_of_explorer()
    assert "does not leave it" in own
    assert own.count("Content-Security-Policy") == 1
    assert "unsafe-inline" not in own
    changed = {*own.splitlines()} - {*plain.splitlines()}
    assert len(changed) == 2  # the policy, and where the library runs
