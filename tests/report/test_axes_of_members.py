"""Every member that holds words speaks an axis of the lexicon, or is named as having none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest

import birads
from birads.lexicon._axes import AXES, speaking
from birads.report.axes import WITHOUT_AXIS, axis_of, members, said, spoken
from birads.report.exam import EXAM_MODELS
from birads.report.findings import FINDING_MODELS
from birads.report.report import Report

EVERY = {(path, enum) for path, enum in members(Report)}
FINDINGS = [(model, model.model_fields["kind"].default) for model in FINDING_MODELS]
EXAMS = [
    (model, str(get_args(model.model_fields["modality"].annotation)[0])) for model in EXAM_MODELS
]


@pytest.mark.parametrize("enum", sorted({enum for _, enum in EVERY}, key=str))
def test_an_enumeration_is_an_axis_or_named_as_none(enum: type[Enum]) -> None:
    assert bool(speaking(enum)) is not (enum in WITHOUT_AXIS)


def test_what_is_named_as_none_is_spoken_somewhere() -> None:
    assert set(WITHOUT_AXIS) <= {enum for _, enum in EVERY}
    assert all(WITHOUT_AXIS.values())


@pytest.mark.parametrize(("model", "tag"), [*FINDINGS, *EXAMS])
def test_every_member_has_one_axis_wherever_it_stands(model: type, tag: str) -> None:
    section, name = ("findings", "kind") if (model, tag) in FINDINGS else ("exams", "modality")
    document = {section: [{name: tag}]}
    found = dict(spoken(model, tag))
    for path, enum in members(model):
        axis = axis_of((section, 0, *path), document)
        assert axis == found.get(path)
        assert (axis is None) is (enum in WITHOUT_AXIS), path
        assert axis is None or AXES[axis].enum is enum


@pytest.mark.parametrize("tag", ["mri", "cem"])
def test_of_two_axes_with_the_same_words_the_modality_decides(tag: str) -> None:
    document = {"exams": [{"modality": tag}]}
    assert axis_of(("exams", 0, "bpe", "level"), document) == f"{tag}.bpe.level"


@pytest.mark.parametrize(
    "document",
    [{"exams": [{"modality": 3}]}, {"exams": [{}]}, {"exams": [{"modality": "x-ray"}]}],
)
def test_an_owner_that_is_none_speaks_no_axis(document: object) -> None:
    assert axis_of(("exams", 0, "bpe", "level"), document) is None


def test_what_all_findings_have_is_known_of_an_unknown_kind_too() -> None:
    document = {"findings": [{"kind": "mg.unheard_of"}]}
    assert axis_of(("findings", 0, "change"), document) == "change"
    assert axis_of(("findings", 0, "margin"), document) is None


def test_the_words_of_lists_and_of_objects_in_lists_are_said_with_their_place() -> None:
    report = birads.parse(
        {
            "edition": "2013",
            "exams": [
                {
                    "id": "e",
                    "modality": "mammography",
                    "compositions": [{"breast": "left", "composition": "extremely_dense"}],
                }
            ],
            "findings": [
                {
                    "id": "f",
                    "kind": "mg.mass",
                    "margin": ["spiculated", "obscured"],
                    "location": {"depth": "middle"},
                }
            ],
        }
    )
    assert [tuple(one) for one in said(report.exams[0])] == [
        (("compositions", 0, "composition"), "mg.composition", "extremely_dense")
    ]
    assert {(one.path, one.word) for one in said(report.findings[0])} == {
        (("margin", 0), "spiculated"),
        (("margin", 1), "obscured"),
        (("location", "depth"), "middle"),
    }


# A contributor's change: one enumeration, one row of axes, two rows of facts, one member.
_ENUM = '''

class Wall(Word):
    """How thick a wall is."""

    THIN = "thin"
    THICK = "thick"
'''
_TERMS = "".join(
    f"""
[[term]]
id = "us.wall.{word}"
label = "{word} wall"
editions = ["2025"]
draft_editions = ["2025"]
fact = "A {word} wall."
source = ["v2025-digests"]
confidence = ["third_party"]
"""
    for word in ("thin", "thick")
)
_ASKED = """
import json
import birads
from birads.audit._words import words_of
from birads.parsing._hints import word_hint

document = {"edition": "2013", "findings": [{"id": "f", "kind": "us.mass", "wall": "thick"}]}
report = birads.parse(document)
document["edition"] = "2025"
document["findings"][0]["wall"] = "THICK"
print(json.dumps({
    "checked": [i.pointer for i in birads.check(report) if i.code == "word_outside_edition"],
    "counted": dict(words_of(report.findings[0], None)).get("us.wall"),
    "normalised": birads.normalise(document)[0]["findings"][0]["wall"],
    "hint": word_hint(("findings", 0, "wall"), "THICK", document),
}))
"""


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, f"{file.name} has no {old!r}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_new_axis_is_checked_normalised_and_counted_with_nobody_told(tmp_path: Path) -> None:
    """Nothing is edited but the words, their facts and the model that says them."""
    ours = Path(birads.__file__).parent
    package = tmp_path / "birads"
    shutil.copytree(ours, package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "lexicon/ultrasound.py").open("a", encoding="utf-8") as file:
        file.write(_ENUM)
    with (package / "lexicon/data/ultrasound.toml").open("a", encoding="utf-8") as file:
        file.write(_TERMS)
    _replace(
        package / "lexicon/_axes.py",
        '    ("us.elasticity",',
        '    ("us.wall", "Wall", ultrasound.Wall),\n    ("us.elasticity",',
    )
    model = package / "report/findings/ultrasound.py"
    _replace(model, "    Vascularity,\n", "    Vascularity,\n    Wall,\n")
    _replace(
        model,
        "    orientation: Maybe[",
        "    wall: Maybe[Wall] = None\n    orientation: Maybe[",
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", _ASKED],
        env={"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "checked": ["/findings/0/wall"],
        "counted": "thick",
        "normalised": "thick",
        "hint": "Did you mean 'thick'?",
    }
