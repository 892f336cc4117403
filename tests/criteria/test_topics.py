"""Hold the loading of topic files: every problem with its file, its line and a reason."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from birads import parse
from birads.acr_criteria import bundled, recommend
from birads.acr_criteria.topics import BadTopics, load_topics, recommend_all
from birads.schema import topic_schema
from tests.criteria.criteria_space import document, finding

BUNDLED = (
    Path(__file__).resolve().parents[2]
    / "src/birads/acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"
)
TEXT = BUNDLED.read_text("utf-8")


def _line(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


# An edit of the bundled file, the line on which the problem must be reported, and its reason.
EDITS = {
    "not_toml": (
        ('title = "Amorphous, one group"', "title = Amorphous"),
        "title = Amorphous",
        "TOML",
    ),
    "rating_out_of_range": (
        ("us_breast = 4", "us_breast = 14"),
        "us_breast = 14",
        "less than or equal to 9",
    ),
    "unknown_member": (
        ('id = "amorphous-single-group"', 'id = "amorphous-single-group"\ncolour = "red"'),
        "colour",
        "Extra inputs",
    ),
    "unknown_word": (
        ('when = { morphology = "vascular" }', 'when = { morphology = "vasculr" }'),
        '"vasculr"',
        "is not an answer of it",
    ),
    "missing_rating": (
        ("fna_breast = 1\nimaging_localization", "imaging_localization"),
        "[variant.ratings]",
        "is not rated",
    ),
    "unknown_condition": (
        ('us_breast = "us-b"', 'us_breast = "us-x"'),
        '"us-x"',
        "no condition 'us-x'",
    ),
    "unknown_variant": (
        ("candidates = [13]", "candidates = [31]"),
        "candidates = [31]",
        "no variant 31",
    ),
    "overlap": (
        ('overrides = ["V4"]\n', ""),
        'distribution = "grouped", groups = "single", laterality = "bilateral"',
        "neither overrides the other",
    ),
    "unknown_override": (
        ('overrides = ["V14"]', 'overrides = ["V44"]'),
        '"V44"',
        "which is not another row",
    ),
    "word_of_no_axis": (
        ('"skin", "vascular", "milk_of_calcium"', '"skin", "vasculr", "milk_of_calcium"'),
        "[join.morphology]",
        "'vasculr' is no word",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_problem_is_reported_with_file_line_and_reason(name: str, tmp_path: Path) -> None:
    (old, new), place, reason = EDITS[name]
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    with pytest.raises(BadTopics) as caught:
        load_topics(tmp_path)
    problem = caught.value.problems[0]
    assert problem.file == "mine.toml"
    assert reason in problem.reason
    assert problem.line == _line(text, place)
    assert f"mine.toml:{problem.line}: " in str(caught.value)


def test_problems_of_several_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = ", "utf-8")
    (tmp_path / "b.toml").write_text(TEXT.replace("us_breast = 4", "us_breast = 0"), "utf-8")
    (tmp_path / "c.toml").write_text(TEXT, "utf-8")
    (tmp_path / "d.toml").write_text(TEXT, "utf-8")
    with pytest.raises(BadTopics) as caught:
        load_topics(tmp_path)
    files = [problem.file for problem in caught.value.problems]
    assert files == ["a.toml", *["b.toml"] * 8, "d.toml"]
    assert caught.value.problems[-1].code == "duplicate_topic"


def test_a_folder_without_topics_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadTopics, match=r"No \*\.toml file"):
        load_topics(tmp_path)


def test_each_topic_answers_for_itself(tmp_path: Path) -> None:
    text = TEXT.replace('revision = "2009"', 'revision = "2009-mine"')
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    (mine,) = load_topics(tmp_path)
    report = parse(document(finding("amorphous", distribution="regional")))
    one, two = recommend_all(report, [bundled(), mine])
    assert one == recommend(report)
    assert two.topic.revision == "2009-mine"
    assert two.patterns == one.patterns


def test_revisions_coexist(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(TEXT, "utf-8")
    (tmp_path / "b.toml").write_text(TEXT.replace('"2009"', '"2010"', 1), "utf-8")
    assert [topic.revision for topic in load_topics(tmp_path)] == ["2009", "2010"]


def test_the_schema_accepts_the_bundled_topic_and_refuses_a_bad_rating() -> None:
    import tomllib

    schema = topic_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    tree = tomllib.loads(TEXT)
    assert list(judge.iter_errors(tree)) == []
    tree["variant"][0]["ratings"]["us_breast"] = 10
    assert [list(error.path)[:2] for error in judge.iter_errors(tree)] == [["variant", 0]]


def test_a_missing_member_is_put_at_its_own_row(tmp_path: Path) -> None:
    """Where the member is not there, the line is that of its row, never one of the next row."""
    text = TEXT.replace('title = "Amorphous, one group"\n', "")
    rows = text.split("[[variant]]\n")
    number = next(n for n, row in enumerate(rows) if "amorphous-single-group" in row)
    # The next row starts with the very member that this one lacks.
    rows[number + 1] = 'title = "first"\n' + rows[number + 1].replace("title =", "# title =", 1)
    (tmp_path / "mine.toml").write_text("[[variant]]\n".join(rows), "utf-8")
    with pytest.raises(BadTopics) as caught:
        load_topics(tmp_path)
    (problem,) = caught.value.problems
    assert problem.line == "[[variant]]\n".join(rows[:number]).count("\n") + 1
    assert (problem.code, problem.reason) == ("invalid_topic", "Field required.")
    assert (problem.row, problem.field) == ("V4", "title")
