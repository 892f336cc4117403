"""A code leads to every word that it means here, by system and value alone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from birads import lexicon
from birads.interop._codes import exchange_rows, vocabulary
from birads.interop._shape import Form, shape_of
from birads.interop.code_search import find_code
from birads.report import FINDING_MODELS


def _ids(system: str, code: str) -> list[str]:
    return [one.id for one in find_code(system, code)]


@pytest.mark.parametrize("system", ["SCT", "snomed", "http://snomed.info/sct"])
def test_a_system_has_its_designator_and_its_url(system: str) -> None:
    assert _ids(system, "129760005") == ["mg.calcifications.morphology.amorphous"]


def test_every_code_of_every_term_leads_back_to_it() -> None:
    for term in lexicon.terms():
        for code in (*term.codes, term.own_code):
            assert term.id in _ids(code.system.value, code.value)


def test_codes_of_sides_hours_kinds_and_categories_are_found() -> None:
    assert _ids("SCT", "80248007") == ["assessment.scope.left"]
    assert _ids("SCT", "129781005") == ["clock.10"]
    assert "kind.mg.mass" in _ids("SCT", "129788004")
    (draft,) = find_code("SCT", "6131000179108")
    assert (draft.id, draft.draft) == ("assessment.category.4B", True)


def test_no_code_that_two_words_of_an_axis_have_is_written() -> None:
    for model in FINDING_MODELS:
        kind = str(model.model_fields["kind"].default)
        for name, member in shape_of(model).items():
            if member.form is Form.WORD:
                words = vocabulary("findings", kind, name, member)
                written = [(one.system, one.code) for one in words.written.values()]
                assert len(written) == len(set(written)), (kind, name)
    assert exchange_rows().words["clock"]


def test_an_unknown_system_is_told() -> None:
    with pytest.raises(LookupError, match="ICD"):
        find_code("ICD", "C50")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--code", "SCT|129760005"), 0),
        (("--code", "SCT|0"), 1),
        (("--code", "129760005"), 2),
        (("--code", "ICD|C50"), 2),
        (("--code", "SCT|0", "word"), 2),
        ((), 2),
    ],
    ids=str,
)
def test_the_command_line_says_what_a_code_means(arguments: tuple[str, ...], status: int) -> None:
    command = [sys.executable, "-m", "birads", "lexicon", "find", *arguments, "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == status
    if status == 0:
        assert json.loads(done.stdout)["matches"][0]["how"] == "code"
