"""Intervals and kappa against other libraries, to the last digit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birads.audit import TwoByTwo, Weights, cohorts, kappa, share

pytest.importorskip("scipy")
pytest.importorskip("statsmodels")


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_both_intervals_equal_those_of_statsmodels(counts: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    k, n = counts
    ours = share(k, n)
    assert ours.exact is not None
    assert ours.wilson is not None
    beta = proportion_confint(k, n, method="beta")
    wilson = proportion_confint(k, n, method="wilson")
    assert (ours.exact.low, ours.exact.high) == pytest.approx(beta, rel=1e-9, abs=1e-12)
    assert (ours.wilson.low, ours.wilson.high) == pytest.approx(wilson, rel=1e-9, abs=1e-12)
    assert ours.exact.low <= k / n <= ours.exact.high
    for one, other in zip((ours.exact.low, ours.exact.high), beta, strict=True):
        assert f"{100 * one:.6f}" == f"{100 * other:.6f}"


@pytest.mark.parametrize("name", ["hrkac-2018", "zhao-2025"])
def test_published_2x2_tables_through_an_independent_library(name: str) -> None:
    metrics = pytest.importorskip("sklearn.metrics")

    for test in cohorts()[name].tests:
        for accuracy in test.counts.side_by_side().values():
            two: TwoByTwo = accuracy.table
            truth = [1] * (two.tp + two.fn) + [0] * (two.fp + two.tn)
            said = [1] * two.tp + [0] * two.fn + [1] * two.fp + [0] * two.tn
            assert metrics.confusion_matrix(truth, said).ravel().tolist() == [
                two.tn,
                two.fp,
                two.fn,
                two.tp,
            ]
            values = {key: one.value for key, one in accuracy.shares.items()}
            assert values == {
                "sensitivity": metrics.recall_score(truth, said),
                "specificity": metrics.recall_score(truth, said, pos_label=0),
                "ppv": metrics.precision_score(truth, said),
                "npv": metrics.precision_score(truth, said, pos_label=0),
            }


def test_no_number_without_cases() -> None:
    assert share(0, 0).reason == "no cases"
    few = share(3, 4, minimum=5)
    assert few.value is None
    assert few.text() == "not computable: too few cases (at least 5 asked)"
    assert few.to_dict() == {"k": 3, "n": 4, "not_computable": few.reason}
    with pytest.raises(ValueError, match="5 of 4"):
        share(5, 4)


SCALE = ("1", "2", "3", "4", "5")


@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(SCALE), st.sampled_from(SCALE)), st.integers(1, 50), min_size=2
    )
)
def test_kappa_equals_that_of_scikit_learn(pairs: dict[tuple[str, str], int]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    first = [one for (one, _), n in pairs.items() for _ in range(n)]
    second = [other for (_, other), n in pairs.items() for _ in range(n)]
    for weights in Weights:
        ours = kappa("a", "b", pairs, SCALE, weights)
        if ours.value is None:
            continue
        wt = None if weights is Weights.NONE else weights.value
        theirs = metrics.cohen_kappa_score(
            first, second, labels=list(SCALE) if wt else None, weights=wt
        )
        assert ours.value == pytest.approx(theirs, abs=1e-12)


def test_kappa_of_a_textbook_table() -> None:
    pairs = {("1", "1"): 20, ("1", "2"): 5, ("2", "1"): 10, ("2", "2"): 15}
    assert kappa("a", "b", pairs, SCALE).text() == "0.40 (0.15 to 0.65)"


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ({}, "not computable: nobody read a lesion twice"),
        ({("1", "1"): 9}, "not computable: both gave every lesion the same one word"),
        ({("1", "1"): 9, ("2", "2"): 4}, "1.00 (no interval: every pair agrees"),
    ],
)
def test_kappa_that_is_no_number_says_why(pairs: dict[tuple[str, str], int], text: str) -> None:
    assert kappa("a", "b", pairs, SCALE).text().startswith(text)
