"""A word that joins the lexicon breaks no topic, and is never taken for a benign one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# The enumeration gets the word before any model or table is read, as in a later release.
LATER = """
import sys, json
import birads.lexicon.mammography as words
from birads._base.word import Word
known = {word.name: word.value for word in words.CalcMorphology}
words.CalcMorphology = Word("CalcMorphology", {**known, "TOMORROW": "tomorrow"})
import birads
from birads.acr_criteria.compiled import bundled_names, bundled
from birads.acr_criteria._topic import load_topic
for name in bundled_names():
    bundled(name)
print(birads.recommend(birads.parse(sys.stdin.buffer.read())).to_json().decode())
"""


def workup(*words: str) -> dict[str, object]:
    finding = {
        "kind": "mg.calcifications",
        "id": "c",
        "exam": "mg",
        "location": {"breast": "left"},
        "morphology": list(words),
        "distribution": "grouped",
        "groups": 1,
    }
    exam = {"id": "mg", "modality": "mammography", "purpose": "screening"}
    report = {"edition": "2013", "exams": [exam], "findings": [finding]}
    done = subprocess.run(
        [sys.executable, "-c", LATER],
        input=json.dumps(report),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)["patterns"][0]
    return found


@pytest.mark.parametrize("beside", [(), ("skin",), ("vascular",)])
def test_a_new_word_is_not_in_the_topic_and_keeps_the_first_step(beside: tuple[str, ...]) -> None:
    pattern = workup("tomorrow", *beside)
    assert (pattern["status"], pattern["variant"]) == ("no_match", None)
    assert "not_in_topic" in pattern["reasons"]  # type: ignore[operator]
    steps = [s for s in pattern["steps"] if s["basis"] == "summary_rule"]  # type: ignore[attr-defined]
    assert [(s["procedure"], s["recommended"]) for s in steps] == [("mammography_diagnostic", True)]


def test_a_new_word_hides_no_suspicious_one() -> None:
    pattern = workup("tomorrow", "fine_pleomorphic")
    assert (pattern["status"], pattern["variant"]) == ("match", 1)
    assert "component_without_match" in pattern["reasons"]  # type: ignore[operator]
