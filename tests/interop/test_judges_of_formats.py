"""Let judges that nobody here wrote judge each format, and show that they see faults.

Debian has those of DICOM; ``BIRADS_BENCH`` names the folder of the others, which
``tools/install_judges.sh`` makes. A format whose judges are absent skips, and says which.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sr_judges
from judge_formats import EXAMPLES, Judged, bench, drawn, judges_of, verdicts

from birads import parse
from birads.interop.fhir._parts import KINDS
from birads.interop.fhir.questionnaire import questionnaire
from birads.interop.formats import formats
from birads.lexicon import Edition
from birads.report.report import Report
from tests.interop.full_report import every_member
from tests.interop.full_reports import empty_reports, full_reports
from tests.interop.seeded_faults import FAULTS, broken, whole

pytest.importorskip("pydicom")

NAMES = tuple(formats())
OPTIONAL = ("groups",)  # needs a table that only lies beside the project
BATCH, BATCHES = 60, 1  # tools/judge_formats.py judges as many as one likes


@pytest.fixture
def _there(name: str) -> None:
    """Skip where a judge of the format is absent."""
    if name == "dicom-sr":
        absent = [
            judge
            for judge, (_, is_there) in sr_judges.JUDGES.items()
            if judge not in OPTIONAL and not is_there()
        ]
    else:
        absent = [] if bench() is not None else [*judges_of(name)]
    if absent:
        pytest.skip(f"absent: {', '.join(absent)} (tools/install_judges.sh installs them)")


def judged(name: str, reports: list[Report], folder: Path) -> Judged:
    """Write the reports, read them back, and ask every judge; all that are there have seen all."""
    out = Judged(name)
    out.judge([*out.written(reports, folder)])
    assert out.identical == out.reports == len(reports)
    for judge in judges_of(name):
        assert out.seen[judge] in ((0, len(reports)) if judge in OPTIONAL else (len(reports),))
    return out


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("seed", range(BATCHES))
@pytest.mark.parametrize("name", NAMES)
def test_no_judge_refuses_a_drawn_report(name: str, seed: int, tmp_path: Path) -> None:
    found = judged(name, drawn(BATCH, seed), tmp_path)
    assert found.of_format_1_1 > BATCH // 3
    assert found.faults == []


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("name", NAMES)
def test_no_judge_refuses_the_examples_or_every_member(name: str, tmp_path: Path) -> None:
    documents = [json.loads(path.read_bytes()) for path in sorted(EXAMPLES.glob("*.json"))]
    made = [every_member(0), every_member(5), *full_reports(), *empty_reports()]
    reports = [parse(one) for one in (*documents, *made)]
    assert judged(name, reports, tmp_path).faults == []


@pytest.mark.usefixtures("_there")
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", NAMES)
def test_every_seeded_fault_is_seen(name: str, tmp_path: Path) -> None:
    files = {"": tmp_path / f"whole{formats()[name].suffix}"}
    files[""].write_bytes(whole(name))
    for number, fault in enumerate(FAULTS[name]):
        if name == "dicom-sr" and "of ours" in fault and not sr_judges.JUDGES["groups"][1]():
            continue
        files[fault] = tmp_path / f"{number}{formats()[name].suffix}"
        files[fault].write_bytes(broken(name, fault))
    said = verdicts(name, [*files.values()])
    seen = {fault: any(said[str(file)].values()) for fault, file in files.items()}
    assert [fault for fault, is_seen in seen.items() if not is_seen] == [""]


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("name", ["fhir"])
def test_no_judge_refuses_a_form(name: str, tmp_path: Path) -> None:
    files = []
    for kind in KINDS:
        form = questionnaire(kind, Edition.E2013)
        entry = {"fullUrl": "urn:uuid:6f0f5f5b-5a1f-5d1b-9d3f-0a9d5a6a5a10", "resource": form}
        files.append(tmp_path / f"{kind}.json")
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": [entry]}
        files[-1].write_text(json.dumps(bundle), "utf-8")
    said = verdicts(name, files)
    assert {file: faults for file, told in said.items() for faults in told.values() if faults} == {}
    assert len(said) == len(KINDS)
