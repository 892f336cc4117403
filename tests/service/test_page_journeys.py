"""Drive the page as people would, where node, playwright-core, axe-core and Chromium are.

``BIRADS_PAGE`` names a folder in which npm installed playwright-core and axe-core.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import birads
from tests.service.running_service import running
from tests.service.service_client import sample
from tests.service.test_page_view import LUMP

SCRIPT = Path(__file__).with_name("journeys.mjs")
SIZES = ("desktop", "phone")
HARM = "<img src=x onerror='globalThis.harmed=1'><script>globalThis.harmed=1</script>\u202e"
DICTATED = (
    "SCREENING MAMMOGRAM\nThe breasts are heterogeneously dense.\n"
    "Left breast: grouped amorphous calcifications in the upper outer quadrant.\n"
    "IMPRESSION: BI-RADS 0, left breast. BI-RADS 1, right breast.\n"
)


def hostile() -> str:
    """Return a report whose every text tries to be script; it is valid but for one member."""
    document = json.loads(sample())
    document["id"] = HARM
    document["exams"][0] |= {"id": HARM, "technique": HARM}
    document["findings"][0] |= {"id": HARM, "exam": HARM + "x", "text": HARM}
    document["narrative"] = HARM
    return json.dumps(document)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home, chromium = os.environ.get("BIRADS_PAGE"), shutil.which("chromium")
    node = shutil.which("node")
    if not home or chromium is None or node is None:
        pytest.skip("no node, Chromium or BIRADS_PAGE (playwright-core, axe-core)")
    folder = Path(os.environ.get("BIRADS_PICTURES") or tmp_path_factory.mktemp("page"))
    folder.joinpath("sample.json").write_bytes(sample())
    folder.joinpath("hostile.json").write_text(hostile(), encoding="utf-8")
    folder.joinpath("lump.json").write_text(json.dumps(LUMP), encoding="utf-8")
    folder.joinpath("dictated.txt").write_text(DICTATED, encoding="utf-8")
    dicom_sr = pytest.importorskip("birads.interop.dicom_sr._command")
    folder.joinpath("report.dcm").write_bytes(dicom_sr.export(birads.parse(sample()), None))
    # A busy machine is no fault of the page.
    with running("--quiet", seconds=120) as service:
        subprocess.run(
            [node, str(SCRIPT), service.address, chromium, str(folder)], check=True, timeout=600
        )
        found = json.loads(folder.joinpath("seen.json").read_text(encoding="utf-8"))
        return found | {"address": service.address, "folder": folder}


@pytest.mark.parametrize("size", SIZES)
class TestJourneys:
    def test_a_bad_report_is_mended(self, seen: Any, size: str) -> None:
        told = seen["journeys"][f"mend-{size}"]
        assert told["before"].startswith("Not a report. 1 error")
        assert told["chosen"] == '"red"'
        assert told["after"] == "A valid report. 1 information."

    def test_a_bilateral_diagnostic_report_is_built_from_the_form(
        self, seen: Any, size: str
    ) -> None:
        report = birads.parse(seen["journeys"][f"build-{size}"]["made"])
        assert report.exams[0].purpose == "diagnostic"
        assert [one.location.breast for one in report.findings if one.location] == ["left", "right"]
        assert {one.exam for one in report.findings} == {report.exams[0].id}
        assert [one.category for one in report.assessments] == ["4B", "4B"]

    def test_why_not_variant_6(self, seen: Any, size: str) -> None:
        told = seen["journeys"][f"whyNot-{size}"]
        assert (
            "It would be variant 6 with groups = multiple, laterality = bilateral" in told["told"]
        )
        assert told["focus"] == "variant"

    def test_the_question_that_decides_is_answered(self, seen: Any, size: str) -> None:
        assert seen["journeys"][f"answer-{size}"] == {"made": "grouped"}

    def test_a_question_of_the_current_topics_is_answered_live(self, seen: Any, size: str) -> None:
        told = seen["journeys"][f"current-{size}"]
        assert "from 30 below 40" in told["open"]
        assert "Diagnostic mammography: usually appropriate" in told["open"]
        assert "Category (2022)" in told["years"]
        assert told["report"] == LUMP

    def test_a_dicom_report_is_dropped_and_saved(self, seen: Any, size: str) -> None:
        told = seen["journeys"][f"drop-{size}"]
        assert birads.parse(told["made"]) == birads.parse(sample())
        assert told["name"] == "sample.dcm"
        from birads.interop.dicom_sr import from_dicom_sr

        saved = (seen["folder"] / f"saved-{size}.dcm").read_bytes()
        assert from_dicom_sr(saved).report == birads.parse(sample())

    def test_a_dictated_text_is_read(self, seen: Any, size: str) -> None:
        told = seen["journeys"][f"prose-{size}"]
        assert "failed" not in told
        if told["there"]:
            assert told["marks"] > 3
            assert {one["breast"] for one in told["made"]["assessments"]} == {"left", "right"}

    def test_text_of_a_report_never_runs(self, seen: Any, size: str) -> None:
        assert seen["journeys"][f"hostile-{size}"] == {"run": None, "scripts": 0}

    def test_the_keyboard_is_enough(self, seen: Any, size: str) -> None:
        assert seen["journeys"][f"keyboard-{size}"] == {
            "first": "skip", "second": "tab-form", "third": "true"
        }  # fmt: skip


def test_the_page_speaks_the_language_that_is_asked(seen: Any) -> None:
    told = seen["languages"]
    assert {name: one["lang"] for name, one in told.items()} == {name: name for name in told}
    assert len(told) == 5
    assert told["de"]["heading"] == "Abklärung"
    assert told["fr"]["status"].startswith("Un compte rendu valide.")
    assert {one["prose"] for one in told.values() if "prose" in one} == {"de", "es", "fr", "pt"}
    assert all(one["draft"] for one in told.values() if "draft" in one)
    assert told["en"]["address"] == "/?lang=en"


def test_nothing_is_inaccessible_overflows_fails_or_leaves(seen: Any) -> None:
    assert seen["axe"]
    assert {name: found for name, found in seen["axe"].items() if found} == {}
    assert {name: wide for name, wide in seen["overflow"].items() if wide > 0} == {}
    assert seen["errors"] == []
    ours = (seen["address"], f"blob:{seen['address']}")
    assert [url for url in seen["asked"] if not url.startswith(ours)] == []
