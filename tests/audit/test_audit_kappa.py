"""Kappa and its interval are those of statsmodels, on tables of every size."""

from __future__ import annotations

import random
import warnings

import pytest

from birads.audit._agreement import Weights, kappa

inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")


@pytest.mark.parametrize("weights", list(Weights))
@pytest.mark.parametrize("size", [2, 3, 5, 8])
def test_it_is_that_of_statsmodels(size: int, weights: Weights) -> None:
    source = random.Random(size)
    order = [f"word-{n}" for n in range(size)]
    for _ in range(25):
        table = [
            [source.choice((0, 1, 3, 9)) + 2 * (i == j) for j in range(size)] for i in range(size)
        ]
        pairs = {(order[i], order[j]): table[i][j] for i in range(size) for j in range(size)}
        ours = kappa("a", "b", pairs, order, weights)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wt = None if weights is Weights.NONE else weights.value
            theirs = inter_rater.cohens_kappa(table, wt=wt)
        assert ours.value == pytest.approx(float(theirs["kappa"]), abs=1e-12)
        if ours.value == 1:
            continue
        assert ours.interval is not None
        assert ours.interval.low == pytest.approx(float(theirs["kappa_low"]), abs=1e-9)
        assert ours.interval.high == pytest.approx(float(theirs["kappa_upp"]), abs=1e-9)


def test_perfect_agreement_has_no_spread() -> None:
    ours = kappa("a", "b", {("x", "x"): 4, ("y", "y"): 5}, ["x", "y"])
    assert ours.value == 1
    assert ours.interval is None
    assert ours.reason == "every pair agrees, which gives no spread"
