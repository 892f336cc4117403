"""A real archive: store structured reports, find them, read them back."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from birads import Report, parse
from birads.interop.dicom_sr import from_dicom_sr, to_bytes, to_dicom_sr
from birads.interop.header import read_header
from tests.interop.full_report import every_member

HEADER = {
    "patient": {"id": "SYN-1", "name": "SYNTHETIC^PATIENT"},
    "images": [{"sop_instance_uid": "1.2.3.4", "sop_class_uid": "1.2.840.10008.5.1.4.1.1.1.2"}],
}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def ask(url: str, body: Any = None) -> bytes:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(url, data=data, timeout=20) as answer:  # noqa: S310 - our own port
        got: bytes = answer.read()
        return got


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Run Orthanc for this machine only, and give its address and its DICOM port."""
    program, sender = shutil.which("Orthanc"), shutil.which("storescu")
    if program is None or sender is None:
        pytest.skip("absent: Orthanc, storescu (tools/install_judges.sh installs them)")
    folder = tmp_path_factory.mktemp("orthanc")
    http, dicom = free_port(), free_port()
    settings = {
        "StorageDirectory": str(folder / "db"),
        "IndexDirectory": str(folder / "db"),
        "DicomAet": "ARCHIVE",
        "DicomPort": dicom,
        "HttpPort": http,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False,
        "DicomAlwaysAllowStore": True,
        "UnknownSopClassAccepted": False,
        "Plugins": [],
    }
    (folder / "orthanc.json").write_text(json.dumps(settings), "utf-8")
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([program, str(folder / "orthanc.json")], stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{http}"
            wait_for(address)
            yield address, dicom
        finally:
            running.terminate()
            running.wait(timeout=30)


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            ask(f"{address}/system")
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the archive did not start")


def stored(report: Report, archive: tuple[str, int], folder: Path) -> Report | None:
    """Store a report, find it by its study, and return what the archive gives back."""
    address, port = archive
    data = to_dicom_sr(report, read_header(HEADER))
    path = folder / "report.dcm"
    path.write_bytes(to_bytes(data))
    subprocess.run(["storescu", "-aec", "ARCHIVE", "127.0.0.1", str(port), str(path)], check=True)
    query = {"StudyInstanceUID": data.StudyInstanceUID, "Modality": "SR", "PatientID": "SYN-1"}
    found = json.loads(ask(f"{address}/tools/find", {"Level": "Series", "Query": query}))
    (series,) = found
    (instance,) = json.loads(ask(f"{address}/series/{series}/instances"))
    back = from_dicom_sr(ask(f"{address}/instances/{instance['ID']}/file"))
    assert back.issues == ()
    return back.report


def test_what_was_stored_is_found_and_read_back_equal(
    archive: tuple[str, int], examples: dict[str, bytes], tmp_path: Path
) -> None:
    for document in [*examples.values(), json.dumps(every_member(4)).encode()]:
        report = parse(document)
        assert stored(report, archive, tmp_path) == report
