"""Kappa is told with its interval, or with the reason why it has none."""

from __future__ import annotations

from birads.audit._agreement import kappa


def test_a_kappa_with_an_interval_gives_both_ends_and_no_reason() -> None:
    ours = kappa("a", "b", {("x", "x"): 4, ("y", "y"): 5, ("x", "y"): 1}, ["x", "y"])
    assert ours.interval is not None
    told = ours.to_dict()
    assert (told["n"], told["same"], round(told["kappa"], 9)) == (10, 9, 0.8)
    assert told["interval"] == [ours.interval.low, ours.interval.high]
    assert "not_computable" not in told
    assert ours.text() == "0.80 (0.44 to 1.16)"


def test_a_kappa_without_an_interval_gives_the_reason() -> None:
    ours = kappa("a", "b", {("x", "x"): 4, ("y", "y"): 5}, ["x", "y"])
    told = ours.to_dict()
    assert told["kappa"] == 1
    assert told["not_computable"] == "every pair agrees, which gives no spread"
    assert "interval" not in told
    assert ours.text() == "1.00 (no interval: every pair agrees, which gives no spread)"


def test_no_pair_gives_neither() -> None:
    ours = kappa("a", "b", {}, ["x", "y"])
    told = ours.to_dict()
    assert told["not_computable"] == "nobody read a lesion twice"
    assert not told.keys() & {"kappa", "interval"}
    assert ours.text() == "not computable: nobody read a lesion twice"
