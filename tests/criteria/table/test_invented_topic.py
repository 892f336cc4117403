"""A topic about a breast, with age bands, loads from one file and answers without any code."""

from __future__ import annotations

import pytest

from birads.acr_criteria.table import BadTable, Status, Table, read_table

TOPIC = """
[topic]
id = "invented-itch"
revision = "1"
title = "Itch of one breast, invented"
about = "breast"
citation = "Invented for a test"

[review]
status = "draft"

# A fact that the library does not know, declared where it is asked.
[[fact]]
name = "weeks_of_itch"
of = ["breast"]
asks = "For how many weeks has it itched?"
number = { low = 0, high = 5000 }
source = "Invented for a test"

[procedures]
us_breast = { label = "Ultrasound", rrl = "O" }
mammography_diagnostic = { label = "Mammography", rrl = "2" }

[[scope]]
id = "child"
when = { age_years = { lt = 18 } }
reason = "under_18"
source = "Invented for a test"

[[scope]]
id = "man"
when = { patient_group = "male" }
reason = "male_patient"
source = "Invented for a test"

[[variant]]
number = 1
title = "Under 30"
when = { age_years = { lt = 30 }, presentation = "focal_pain" }
[[variant.options]]
procedure = "us_breast"
category = "usually_appropriate"
rating = 8
[[variant.options]]
procedure = "mammography_diagnostic"
category = "usually_not_appropriate"
rating = 2

[[variant]]
number = 2
title = "30 to 39, or older and for a short time"
when = { presentation = "focal_pain" }
any_of = [
  { age_years = { ge = 30, lt = 40 } },
  { age_years = { ge = 40 }, weeks_of_itch = { le = 6 } },
]
soft = {}
options = [
  { procedure = "us_breast", category = "usually_appropriate", rating = 7 },
  { procedure = "mammography_diagnostic", category = "may_be_appropriate", rating = 5 },
]

[[variant]]
number = 3
title = "40 and over, for long"
when = { presentation = "focal_pain", age_years = { ge = 40 }, weeks_of_itch = { gt = 6 } }
soft = { age_years = { ge = 40, lt = 45 } }
options = [
  { procedure = "us_breast", category = "usually_appropriate", rating = 7 },
  { procedure = "mammography_diagnostic", category = "usually_appropriate", rating = 9 },
]

[[variant]]
number = 4
title = "A lump"
when = { presentation = "suspicious_palpable_mass" }
options = [{ procedure = "us_breast", category = "usually_not_appropriate", rating = 1 }]

[[no_match]]
id = "gap-age"
when = { presentation = "nipple_retraction", age_years = "not_stated" }
candidates = [1]
reasons = ["age_required"]
why = "Invented for a test"
"""
NOTES = """
[review]
status = "draft"

[[note]]
code = "young"
text = "Young patients itch."
when = { age_years = { lt = 30 } }
variants = [1]
"""


@pytest.fixture(scope="module")
def table() -> Table:
    return read_table(TOPIC.encode(), NOTES.encode(), name="itch.toml")


PAIN = {"presentation": ["focal_pain"]}


@pytest.mark.parametrize(
    ("facts", "status", "variant"),
    [
        ({"age_years": 18, **PAIN}, Status.MATCH, 1),
        ({"age_years": 29.9, **PAIN}, Status.MATCH, 1),
        ({"age_years": 30, **PAIN}, Status.MATCH, 2),
        ({"age_years": 39, **PAIN}, Status.MATCH, 2),
        ({"age_years": 40, "weeks_of_itch": 6, **PAIN}, Status.MATCH, 2),
        ({"age_years": 40, "weeks_of_itch": 6.5, **PAIN}, Status.MATCH, 3),
        ({"age_years": 40, **PAIN}, Status.UNDETERMINED, None),
        ({**PAIN}, Status.UNDETERMINED, None),
        ({"age_years": 35, "presentation": ["focal_noncyclical_pain"]}, Status.MATCH, 2),
        ({"age_years": 35, "presentation": ["none"]}, Status.NO_MATCH, None),
        ({"age_years": 17.9, **PAIN}, Status.NOT_COVERED, None),
        ({"patient_group": "male", "age_years": 35, **PAIN}, Status.NOT_COVERED, None),
        ({"presentation": ["nipple_retraction"]}, Status.NO_MATCH, None),
        ({"presentation": "suspicious_palpable_mass"}, Status.MATCH, 4),
        ({"presentation": ["palpable_mass"]}, Status.UNDETERMINED, None),
        ({"presentation": []}, Status.NO_MATCH, None),
    ],
)
def test_the_invented_topic_answers(
    table: Table, facts: dict[str, object], status: Status, variant: int | None
) -> None:
    answer = table.answer(facts)
    assert (answer.status, answer.variant) == (status, variant)


def test_a_missing_age_leaves_the_rows_open_and_says_what_they_share(table: Table) -> None:
    answer = table.answer(PAIN)
    assert answer.candidates == (1, 2, 3)
    assert [(m.fact, m.would_decide) for m in answer.missing] == [
        ("age_years", False),
        ("weeks_of_itch", False),
    ]
    assert [(o.procedure, o.rating) for o in answer.options] == [("us_breast", None)]
    settled = table.answer({"age_years": 50, **PAIN})
    assert [(m.fact, m.would_decide) for m in settled.missing] == [("weeks_of_itch", True)]


def test_a_row_of_a_gap_says_what_it_lacks(table: Table) -> None:
    answer = table.answer({"presentation": ["nipple_retraction"]})
    assert answer.candidates == (1,)
    assert answer.reasons == ("age_required",)


def test_a_general_word_leaves_its_kinds_open(table: Table) -> None:
    """A lump is not a suspicious lump, and it is not no suspicious lump either."""
    answer = table.answer({"presentation": ["palpable_mass"]})
    assert answer.candidates == (4,)
    assert [m.fact for m in answer.missing] == ["presentation"]
    assert answer.no_imaging
    beside = table.answer({"presentation": ["palpable_mass", "none"]})
    assert [m.fact for m in beside.missing] == ["presentation"]


def test_two_signs_at_once_are_answered_side_by_side(table: Table) -> None:
    """None of two rows is picked silently; each has its own answer, with the other beside it."""
    both = {
        "age_years": 45,
        "weeks_of_itch": 9,
        "presentation": ["focal_pain", "suspicious_palpable_mass"],
    }
    whole = table.answer(both)
    assert (whole.status, whole.candidates) == (Status.UNDETERMINED, (3, 4))
    assert whole.reasons == ("several_rows_hold",)
    assert [(a.status, a.variant, a.candidates) for a in table.answers(both)] == [
        (Status.MATCH, 3, (4,)),
        (Status.MATCH, 4, (3,)),
    ]


def test_a_row_that_holds_keeps_another_that_could_beside_it(table: Table) -> None:
    both = {"age_years": 45, "presentation": ["focal_pain", "suspicious_palpable_mass"]}
    answer = table.answer(both)
    assert (answer.variant, answer.candidates) == (4, (2, 3))


def test_an_age_within_a_soft_bound_is_flagged(table: Table) -> None:
    for age, soft in ((40, ("age_years",)), (44, ("age_years",)), (45, ()), (80, ())):
        answer = table.answer({"age_years": age, "weeks_of_itch": 9, **PAIN})
        assert (answer.variant, answer.soft) == (3, soft)


def test_a_table_without_an_imaging_to_suggest_says_so(table: Table) -> None:
    assert table.answer({"presentation": ["suspicious_palpable_mass"]}).no_imaging
    assert not table.answer({"age_years": 20, **PAIN}).no_imaging


def test_its_notes_and_facts_are_there(table: Table) -> None:
    assert table.notes is not None
    assert [note.code for note in table.notes.note] == ["young"]
    assert [fact.name for fact in table.facts] == [
        "age_years",
        "patient_group",
        "presentation",
        "weeks_of_itch",
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "line", "said"),
    [
        (
            "age_years = { lt = 30 }, pres",
            "age_yaers = { lt = 30 }, pres",
            "unknown_fact",
            "V1",
            "Under 30",
            "Did you mean 'age_years'?",
        ),
        (
            "lt = 30 }, pres",
            "lss = 30 }, pres",
            "unknown_bound",
            "V1",
            "Under 30",
            "There is no bound 'lss'",
        ),
        (
            "lt = 30 }, pres",
            "lt = 300 }, pres",
            "not_a_number",
            "V1",
            "Under 30",
            "no number from 0 to 130",
        ),
        (
            '"focal_pain" }\n[[',
            '"focal_pian" }\n[[',
            "unknown_value",
            "V1",
            "Under 30",
            "Did you mean 'focal_pain'?",
        ),
        ("gt = 6", "ge = 6", "overlapping_rows", "V3", "40 and over", "weeks_of_itch = 6"),
        (
            'presentation = "suspicious_palpable_mass"',
            'morphology = "round"',
            "fact_of_another_subject",
            "V4",
            "A lump",
            "cannot ask 'morphology'",
        ),
        (
            "{ ge = 40 }, weeks_of_itch = { gt",
            "{ ge = 40, lt = 40 }, weeks_of_itch = { gt",
            "empty_condition",
            "V3",
            "40 and over",
            "No number keeps",
        ),
        (
            'when = { presentation = "suspicious_palpable_mass" }',
            'when = { presentation = "not_stated" }',
            "not_stated_in_variant",
            "V4",
            "A lump",
            "cannot ask",
        ),
        (
            "candidates = [1]",
            "candidates = [9]",
            "unknown_variant",
            "gap-age",
            "gap-age",
            "no variant 9",
        ),
        ("number = 4", "number = 3", "duplicate_row", "V3", None, "Another row"),
        (
            "weeks_of_itch = { le = 6 } }",
            'presentation = "none" }',
            "fact_twice",
            "V2",
            "any_of",
            "stands in when already",
        ),
        (
            "number = 4",
            'number = 4\noverrides = ["V33"]',
            "unknown_row",
            "V4",
            "number = 4",
            "Did you mean 'V3'?",
        ),
    ],
)
def test_a_problem_is_told_with_its_row_field_line_and_hint(
    old: str, new: str, code: str, row: str, line: str | None, said: str
) -> None:
    assert old in TOPIC
    text = TOPIC.replace(old, new, 1)
    with pytest.raises(BadTable) as raised:
        read_table(text.encode(), name="itch.toml")
    problem = next(one for one in raised.value.problems if one.code == code)
    assert problem.row == row
    assert said in str(problem)
    assert problem.line is not None
    assert f"itch.toml:{problem.line}: " in str(raised.value)
    near = "\n".join(text.splitlines()[problem.line - 3 : problem.line + 1])
    assert line is None or line in near
    assert raised.value.issues[0].pointer
