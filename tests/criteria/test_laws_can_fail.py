"""See every law fail: each is run against a table or an answer that was damaged on purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import attrs
import pytest

from birads.acr_criteria import Facts, Match, Topic, Workup, bundled, compile_topic, match
from birads.acr_criteria._space import points
from birads.acr_criteria._workup import Band, Step
from birads.acr_criteria.table import Answer, Table
from birads.acr_criteria.table import Status as TableStatus
from birads.lexicon.common import Breast
from birads.report.assessment import Action
from tests.criteria import (
    test_laws,
    test_pattern_laws,
    test_report_laws,
    test_stage_laws,
    test_step_laws,
)
from tests.criteria.criteria_space import workup

TOPIC = bundled()
REPORT_LAWS = (test_report_laws, test_step_laws, test_stage_laws, test_pattern_laws)
Damage = Callable[[Answer], Answer]


@attrs.frozen
class Damaged:
    """A table whose answers are damaged on their way out."""

    table: Table
    damage: Damage

    def answer(self, values: Mapping[str, Any]) -> Answer:
        return self.damage(self.table.answer(values))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.table, name)


def _answers(damage: Damage) -> Topic:
    damaged: Any = Damaged(TOPIC.table, damage)
    return attrs.evolve(TOPIC, table=damaged)


def _where(test: Callable[[Answer], bool], **changes: Any) -> Topic:
    return _answers(lambda a: attrs.evolve(a, **changes) if test(a) else a)


def _rated(number: int, rating: int) -> Topic:
    variants = tuple(
        one.model_copy(update={"ratings": {**one.ratings, "mammography_diagnostic": rating}})
        if one.number == number
        else one
        for one in TOPIC.file.variant
    )
    return compile_topic(TOPIC.file.model_copy(update={"variant": variants}))


def _joined(**members: Any) -> Topic:
    join = TOPIC.file.join["morphology"].model_copy(update=members)
    return compile_topic(TOPIC.file.model_copy(update={"join": {"morphology": join}}))


def _without_override() -> Topic:
    rows = tuple(row.model_copy(update={"overrides": ()}) for row in TOPIC.file.no_match)
    file = TOPIC.file.model_copy(update={"no_match": rows})
    return attrs.evolve(TOPIC, table=attrs.evolve(TOPIC.table, file=file))


# A law of the table, and a table that breaks it.
TABLES: Mapping[str, Callable[[], Topic]] = {
    "test_the_function_is_total": lambda: _where(
        lambda a: a.row == "G6", status=TableStatus.NO_MATCH, variant=None
    ),
    "test_no_two_rows_overlap": _without_override,
    "test_every_variant_is_reached_exactly": lambda: _where(lambda a: a.variant == 18, variant=17),
    "test_every_row_is_reached": lambda: _where(lambda a: a.row == "G6", row="V12"),
    "test_every_answer_that_is_not_exact_says_why": lambda: _where(
        lambda a: a.status is TableStatus.NEAREST, reasons=()
    ),
    "test_the_table_answers_what_the_text_of_the_rules_says": lambda: _where(
        lambda a: a.row == "G11", candidates=()
    ),
    "test_another_word_never_lowers_the_workup": lambda: _joined(first=(11,)),
    "test_a_typically_benign_word_beside_another_changes_no_variant": lambda: _joined(ignored=()),
    "test_a_match_keeps_its_variant_when_a_fact_is_learnt": lambda: _where(
        lambda a: a.row == "G19-amorphous", status=TableStatus.MATCH, reasons=()
    ),
    "test_where_the_source_is_not_monotone": lambda: _rated(6, 9),
}
# A law of the table, and an answer that breaks it.
MATCHES: Mapping[str, Callable[[Match], Match]] = {
    "test_the_function_is_deterministic": lambda m: attrs.evolve(m, reasons=(*m.reasons, "x")),
    "test_candidates_never_hold_the_chosen_variant": lambda m: attrs.evolve(
        m, candidates=(m.variant,) if m.variant else ()
    ),
    "test_missing_facts_are_those_that_would_change_the_answer": lambda m: attrs.evolve(
        m, missing=()
    ),
}


@pytest.mark.parametrize("law", TABLES)
def test_a_damaged_table_breaks_the_law(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = TABLES[law]()
    monkeypatch.setattr(test_laws, "TOPIC", topic)
    monkeypatch.setattr(test_laws, "match", lambda facts: match(facts, topic))
    law_test = getattr(test_laws, law)
    with pytest.raises(AssertionError):
        law_test(*(["laterality"] if "monotone" in law else []))


@pytest.mark.parametrize("law", MATCHES)
def test_a_damaged_answer_breaks_the_law(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(facts: Facts) -> Match:
        return MATCHES[law](match(facts))

    monkeypatch.setattr(test_laws, "match", damaged)
    with pytest.raises(AssertionError):
        getattr(test_laws, law)()


# Laws of the workup: a way to damage the steps, the arguments of the law, and whether the damage
# happens only to reports that say more than a plain one does.
Change = Callable[[Step], Step | None]


def _steps(found: Workup, change: Change) -> Workup:
    def kept(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step for old in steps if (step := change(old)) is not None)

    patterns = tuple(p.model_copy(update={"steps": kept(p.steps)}) for p in found.patterns)
    return found.model_copy(update={"patterns": patterns, "steps": kept(found.steps)})


def _without(basis: str) -> Change:
    return lambda step: None if step.basis == basis else step


def _with(**members: Any) -> Change:
    return lambda step: step.model_copy(update=members)


def _judged(step: Step) -> Step:
    asked = step.condition
    if asked is None:
        return step
    return step.model_copy(update={"condition": asked.model_copy(update={"state": "met"})})


PLAIN = {"kind", "id", "exam", "location", "morphology", "distribution", "groups", "category"}
SAYS_MORE: Mapping[str, tuple[Change, tuple[Any, ...]]] = {
    "test_a_further_circumstance_removes_no_recommended_step": (
        _without("acr_rating"),
        ("associated_mass",),
    ),
    "test_a_circumstance_of_one_finding_removes_no_step_of_its_neighbour": (
        _without("assessment"),
        ("new",),
    ),
    "test_no_other_modality_lowers_anything": (
        _without("assessment"),
        ("mri", {"enhancement": "none"}),
    ),
}
ALWAYS: Mapping[str, tuple[Change, tuple[Any, ...]]] = {
    "test_the_step_of_a_stated_category_is_never_lost": (_without("assessment"), ()),
    "test_in_pregnancy_contrast_is_never_suggested": (_with(recommended=True), ()),
    "test_a_worked_up_suspicious_finding_never_shows_biopsy_with_a_band": (
        _with(band=Band.USUALLY_NOT_APPROPRIATE),
        (),
    ),
    "test_a_screening_read_as_suspicious_gets_diagnostic_mammography": (_without("assessment"), ()),
    "test_rated_rows_show_what_the_table_prints": (_with(technique=None), ()),
    "test_the_first_summary_rule_stands_where_it_must_and_nowhere_else": (
        _without("summary_rule"),
        (None,),
    ),
    "test_only_high_ratings_are_recommended": (_with(recommended=True), ()),
    "test_without_a_variant_diagnostic_mammography_is_recommended": (_without("summary_rule"), ()),
    "test_the_ultrasound_condition_is_exact_and_three_valued": (_judged, ()),
    "test_pooling_moves_no_category_side_or_tissue_result": (_with(breast=Breast.LEFT), (False,)),
    "test_swapping_left_and_right_changes_nothing_else": (_with(breast=Breast.LEFT), ()),
    "test_a_later_mri_category_lowers_no_mammographic_category": (_without("assessment"), ()),
}


def _home(law: str) -> ModuleType:
    return next(module for module in REPORT_LAWS if hasattr(module, law))


def _says_more(tree: Mapping[str, Any]) -> bool:
    return any(set(finding) - PLAIN for finding in tree["findings"])


@pytest.mark.parametrize("law", [*SAYS_MORE, *ALWAYS])
def test_a_damaged_workup_breaks_the_law(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, arguments = {**SAYS_MORE, **ALWAYS}[law]

    def damaged(tree: Mapping[str, Any]) -> Workup:
        found = workup(tree)
        return _steps(found, change) if law in ALWAYS or _says_more(tree) else found

    home = _home(law)
    monkeypatch.setattr(home, "workup", damaged)
    with pytest.raises(AssertionError):
        getattr(home, law)(*arguments)


def _patterns(found: Workup, **members: Any) -> Workup:
    patterns = tuple(p.model_copy(update=members) for p in found.patterns)
    return found.model_copy(update={"patterns": patterns})


RESULTS: Mapping[str, tuple[Callable[[Workup], Workup], tuple[Any, ...]]] = {
    "test_the_small_reports_reach_the_whole_table": (lambda w: _patterns(w, row=None), ()),
    "test_splitting_groups_into_findings_changes_nothing": (
        lambda w: _patterns(w, variant=1) if len(w.patterns[0].findings) > 1 else w,
        (),
    ),
    "test_both_breasts_need_two_groups_each": (
        lambda w: _patterns(w, variant=5),
        ("amorphous", 6, {1: 4, 2: 5, 3: 5}),
    ),
    "test_messages_are_raised_where_their_cause_is_and_nowhere_else": (
        lambda w: _patterns(w, notes=()),
        (),
    ),
    "test_the_alert_on_a_low_category_comes_first": (lambda w: _patterns(w, notes=()), ()),
    "test_results_name_their_table_and_its_review": (
        lambda w: w.model_copy(update={"topic": w.topic.model_copy(update={"review": "reviewed"})}),
        (),
    ),
}


@pytest.mark.parametrize("law", RESULTS)
def test_a_damaged_result_breaks_the_law(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, arguments = RESULTS[law]
    home = _home(law)
    monkeypatch.setattr(home, "workup", lambda tree: change(workup(tree)))
    with pytest.raises(AssertionError):
        getattr(home, law)(*arguments)


def test_a_written_recommendation_that_is_dropped_breaks_its_law(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop = _without("recommendation")
    monkeypatch.setattr(test_report_laws, "workup", lambda tree: _steps(workup(tree), drop))
    with pytest.raises(AssertionError):
        test_report_laws.test_a_written_recommendation_is_never_lost(Action.CORE_BIOPSY)


def test_every_law_is_seen_to_fail() -> None:
    """Only laws that hold by the type of the value are left out."""
    told = {*TABLES, *MATCHES, *SAYS_MORE, *ALWAYS, *RESULTS}
    told.add("test_a_written_recommendation_is_never_lost")
    laws = {n for m in (test_laws, *REPORT_LAWS) for n in vars(m) if n.startswith("test_")}
    assert laws - told == {
        "test_the_order_of_the_input_does_not_matter",  # facts are a set
        "test_the_space_is_what_the_documentation_says",
        "test_families_are_procedures_of_one_kind",
        # Examples rather than laws.
        "test_earlier_tissue_takes_the_band_off_but_leaves_the_stage",
        "test_an_open_stage_shows_the_condition_of_both_branches",
        "test_a_recommendation_for_both_sides_without_a_side_claims_neither",
        "test_tissue_stated_for_one_breast_takes_no_band_from_the_other",
        "test_a_size_counts_as_extensive_only_where_the_caller_says_so",
        "test_results_can_be_copied_and_sent_to_another_process",
        "test_a_recommendation_without_a_side_takes_that_of_its_finding",
        "test_routine_care_that_nothing_contradicts_is_unconditional",
    }


def test_the_bundled_topic_is_not_damaged() -> None:
    again = compile_topic(TOPIC.file)
    assert all(again.answer(point) == TOPIC.answer(point) for point in points([TOPIC]))
