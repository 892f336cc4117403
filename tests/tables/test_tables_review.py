"""One rule for every table: reviewed is what a named signature proves of the very content."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import birads
from birads import InvalidTopic, parse, recommend
from birads.acr_criteria import bundled, compile_topic
from birads.acr_criteria._export import export
from birads.acr_criteria._notes import general_notes, notes_review
from birads.acr_criteria._procedures import procedures_review
from birads.acr_criteria._space import points
from birads.acr_criteria._topic import TopicFile, review_state
from birads.acr_criteria.decisions import about
from birads.acr_criteria.table._notes_file import NotesFile
from birads.audit import Audit
from birads.audit._cohorts import cohorts, read_cohort
from birads.audit._definitions import definitions, load_definitions
from birads.audit.mapping import mapping_review, mapping_template
from birads.interop import _words
from birads.tables._review import ReviewState, digest, is_day, review_of

DATA = Path(birads.__file__).parent
# Citations, how an old spelling is read, limits of providers, and what a service says of itself:
# nothing in them is for a radiologist to sign.
UNSIGNED = {"sources.toml", "old_spelling.toml", "llm_limits.toml", "cds.toml"}
TABLES = sorted(path for path in DATA.rglob("*.toml") if path.name not in UNSIGNED)


def tree_of(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def signed(tree: Mapping[str, Any], **other: str) -> dict[str, Any]:
    """Return a table with a made-up signature on what it says now."""
    by = {"name": "A. Reader", "date": "2026-05-05", "scope": "all", "digest": digest(tree)}
    review = {"status": "reviewed", "reviewers": [{**by, **other}]}
    return {**copy.deepcopy(dict(tree)), "review": review}


def as_toml(tree: Mapping[str, Any]) -> str:
    """Write tables and values as inline TOML, which JSON nearly is."""

    def value(one: Any) -> str:
        if isinstance(one, dict):
            return "{" + ", ".join(f"{json.dumps(k)} = {value(v)}" for k, v in one.items()) + "}"
        if isinstance(one, list):
            return "[" + ", ".join(map(value, one)) + "]"
        return json.dumps(one)

    return "".join(f"{json.dumps(key)} = {value(one)}\n" for key, one in tree.items())


def of_topic(tree: dict[str, Any], _: Path) -> str:
    topic = compile_topic(TopicFile.model_validate_json(json.dumps(tree)))
    assert topic.review == about(topic)["review"] == export(topic)["review"]
    return recommend(parse({"edition": "2013"}), topic=topic).topic.review


def of_definitions(tree: dict[str, Any], folder: Path) -> str:
    (folder / "own.toml").write_text(as_toml(tree), "utf-8")
    result = Audit(load_definitions(folder / "own.toml")["study-2018"]).result().to_dict()
    assert result["definition"]["reviewed"] is (result["definition"]["review"] == "reviewed")
    return str(result["definition"]["review"])


def of_mapping(tree: dict[str, Any], folder: Path) -> str:
    (folder / "map.toml").write_text(as_toml(tree), "utf-8")
    return mapping_review(folder / "map.toml")


# For each kind of table: how its state is shown, a table, and an edit of one cell.
_State = Callable[[dict[str, Any], Path], str]
_Edit = Callable[[dict[str, Any]], Any]
KINDS: dict[str, tuple[_State, dict[str, Any], _Edit]] = {
    "lexicon": (
        lambda tree, _: review_of("mri", tree).state,
        tree_of("lexicon/data/mri.toml"),
        lambda tree: tree["term"][3].update(fact="other"),
    ),
    "topic": (
        of_topic,
        tree_of("acr_criteria/data/topics/breast-microcalcifications/2009/topic.toml"),
        lambda tree: tree["variant"][4]["ratings"].update(us_breast=3),
    ),
    "notes": (
        lambda tree, _: notes_review(NotesFile.model_validate_json(json.dumps(tree))),
        tree_of("acr_criteria/data/notes.toml"),
        lambda tree: tree["note"][2].update(text="other"),
    ),
    "procedures": (
        lambda tree, _: review_of("procedures", tree).state,
        tree_of("acr_criteria/data/procedures.toml"),
        lambda tree: tree["procedure"][1].update(name="other"),
    ),
    "definitions": (
        of_definitions,
        tree_of("audit/data/definitions.toml"),
        lambda tree: tree["definition"][3].update(window_days=364),
    ),
    "cohort": (
        lambda tree, _: read_cohort(tree, "own.toml").review,
        tree_of("audit/data/cohorts/hrkac-2018.toml"),
        lambda tree: tree["figures"][0].update(says="other"),
    ),
    "mapping": (
        of_mapping,
        tomllib.loads(mapping_template()),
        lambda tree: tree["exam"][0].update(name="other"),
    ),
    "words": (
        lambda tree, _: _words.build(tree).provenance.status,
        tree_of("interop/tables/cbis_ddsm.toml"),
        lambda tree: tree["word"][0].update(note="other"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_cell_leaves_a_signature_behind(kind: str, tmp_path: Path) -> None:
    state, tree, edit = KINDS[kind]
    table = signed(tree)
    assert state(table, tmp_path) == "reviewed"
    edit(table)
    assert state(table, tmp_path) == "outdated"
    again = signed(table)
    assert state(again, tmp_path) == "reviewed"


@pytest.mark.parametrize("kind", KINDS)
def test_its_own_word_makes_no_table_reviewed(kind: str, tmp_path: Path) -> None:
    state, tree, _ = KINDS[kind]
    alone = {**tree, "review": {"status": "reviewed", "reviewers": []}}
    assert state(alone, tmp_path) == "draft"
    zeros = signed(tree, digest="0" * 64)
    assert state(zeros, tmp_path) == "outdated"
    taken_back = signed(tree)
    taken_back["review"]["status"] = "draft"
    assert state(taken_back, tmp_path) == "draft"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_signature_is_shipped(path: Path) -> None:
    tree = tomllib.loads(path.read_text("utf-8"))
    status = review_of(path.name, tree)
    assert (status.state, status.reviewers) == (ReviewState.DRAFT, ())


def test_what_the_library_says_of_its_tables_is_draft() -> None:
    states = {bundled().review, notes_review(general_notes()), procedures_review()}
    states |= {one.review for one in definitions().values()}
    states |= {one.review for one in cohorts().values()}
    assert states == {ReviewState.DRAFT}


@pytest.mark.parametrize(
    "other", [{"name": "  "}, {"date": "2026-02-30"}, {"date": "5 May"}, {"digest": "short"}]
)
def test_a_topic_refuses_a_signature_of_nobody_or_of_no_day(other: dict[str, str]) -> None:
    from birads.acr_criteria import read_topic

    _, tree, _ = KINDS["topic"]
    with pytest.raises(InvalidTopic) as caught:
        read_topic(as_toml(signed(tree, **other)).encode())
    (member,) = other
    assert [one.pointer for one in caught.value.issues] == [f"/review/reviewers/0/{member}"]


def test_a_topic_that_was_changed_in_memory_is_outdated() -> None:
    _, tree, _ = KINDS["topic"]
    file = TopicFile.model_validate_json(json.dumps(signed(tree)))
    assert review_state(file) is ReviewState.REVIEWED
    head = file.topic.model_copy(update={"title": "other"})
    assert review_state(file.model_copy(update={"topic": head})) is ReviewState.OUTDATED


def test_a_row_is_reviewed_only_with_its_table() -> None:
    _, tree, _ = KINDS["topic"]
    table = copy.deepcopy(tree)
    table["nearest"][0]["review"] = "reviewed"

    def said(one: dict[str, Any]) -> set[str]:
        topic = compile_topic(TopicFile.model_validate_json(json.dumps(one)))
        return {topic.review_of(topic.answer(point)) for point in points([topic])}

    assert said(table) == {"draft"}
    assert said(signed(table)) == {"draft", "reviewed"}


def test_layout_and_numbers_that_are_equal_do_not_count() -> None:
    one = tomllib.loads("a = 1\nb = { c = 2.0 }\nd = 2026-05-05")
    two = tomllib.loads("d = 2026-05-05 # a note\na = 1.0\n[b]\nc = 2")
    assert digest(one) == digest(two) != digest({**one, "a": 2})
    assert digest({"a": True}) != digest({"a": 1})


def test_a_day_is_a_day_of_the_calendar() -> None:
    assert [is_day(text) for text in ("2024-02-29", "2026-02-29", "20260505", "2026-5-5")] == [
        True,
        False,
        False,
        False,
    ]
