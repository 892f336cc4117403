"""Single sentences as a reader sees them: a breast is named once, and where it is another one."""

from __future__ import annotations

import pytest

import birads
from birads.prose import say


def _last(**members: object) -> str:
    return say(
        birads.parse(
            {
                "edition": "2013",
                "exams": [{"id": "e", "modality": "mammography"}],
                "findings": [
                    {"kind": "mg.mass", "id": "m1", "exam": "e", "location": {"breast": "left"}}
                ],
                **members,
            }
        )
    ).text.splitlines()[-1]


@pytest.mark.parametrize(
    ("breast", "sentence"),
    [
        ("left", "Left breast, recommended: tissue diagnosis, for finding m1."),
        ("right", "Right breast, recommended: tissue diagnosis, for finding m1, left breast."),
        (None, "Recommended: tissue diagnosis, for finding m1, left breast."),
    ],
)
def test_the_breast_of_a_finding_is_said_unless_the_sentence_has_said_it(
    breast: str | None, sentence: str
) -> None:
    plan = {"action": "tissue_diagnosis", "findings": ["m1"]}
    plan |= {"breast": breast} if breast else {}
    assert _last(recommendations=[plan]) == sentence


def test_a_tissue_result_names_the_breast_of_its_finding() -> None:
    result = {"finding": "m1", "result": "benign"}
    assert _last(pathology=[result]) == "Finding m1, left breast, tissue showed: benign."
