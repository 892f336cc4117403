"""Laws of the worklist, over invented women and archives with gaps."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from birads import parse
from birads.archive import Item, track
from birads.archive._rules import items
from tests.archive.archive_reports import made, shifted, spoilt

TODAY = dt.date(2021, 3, 1)
DONE = ("closed", "withdrawn")
_SAYS_SO = ("reopened_by_", "kept_open_by_lesion:")


def archive(seed: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    reports = made(seed, seed)
    return spoilt(reports, draw) if seed % 3 else reports


def tracked(reports: list[dict[str, Any]], today: dt.date = TODAY) -> list[Item]:
    return list(track(map(parse, reports), today, closed=True))


@pytest.mark.parametrize("seed", range(30))
def test_neither_order_nor_repetition_matters(seed: int) -> None:
    reports = archive(seed) + archive(seed + 1000)
    expected = tracked(reports)
    draw = random.Random(seed)
    again = reports + draw.sample(reports, len(reports) // 2)
    draw.shuffle(again)
    assert tracked(again) == expected


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("days", [1, 31, 1000])
def test_dates_that_move_together_change_nothing(seed: int, days: int) -> None:
    before = tracked(archive(seed))
    moved = [shifted(each, days) for each in archive(seed)]
    after = tracked(moved, TODAY + dt.timedelta(days=days))
    assert [undated(item) for item in after] == [undated(item) for item in before]
    step = dt.timedelta(days=days)
    assert [i.due for i in after] == [i.due and i.due + step for i in before]


def undated(item: Item) -> dict[str, Any]:
    return {k: v for k, v in item.to_dict().items() if k not in ("since", "due")}


@pytest.mark.parametrize("seed", range(30))
def test_an_item_closes_only_by_what_the_table_names(seed: int) -> None:
    for item in tracked(archive(seed)):
        named = items().rules[item.rule].closers
        assert item.closes == named
        assert {one.closer for one in item.may_close} <= set(named)
        if item.state == "closed":
            assert item.closed_by
            assert {one.closer for one in item.closed_by} <= set(named)
            assert "written_consultation" not in {one.closer for one in item.closed_by}
        elif item.state != "withdrawn":
            assert not item.closed_by


@pytest.mark.parametrize("seed", range(30))
def test_without_what_closed_it_an_item_is_open_again(seed: int) -> None:
    reports = archive(seed)
    for item in tracked(reports):
        closers = {one.report for one in item.closed_by} - {one.report for one in item.opened_by}
        if item.state != "closed" or not closers:
            continue
        # A replaced version says the same as the one that replaced it: both go.
        less = [r for r in reports if r["id"] not in closers and r["id"] + "a" not in closers]
        if {said.report for said in item.opened_by} <= {r["id"] for r in less}:
            now = [
                one for one in tracked(less) if opens(one) & opens(item) and one.rule == item.rule
            ]
            own = {one.report for one in item.opened_by}
            assert now
            assert all(
                one.state != "closed" or own & {said.report for said in one.closed_by}
                for one in now
            )


def opens(item: Item) -> set[tuple[str, str]]:
    return {(one.report, one.pointer) for one in item.opened_by}


@pytest.mark.parametrize("seed", range(30))
def test_a_further_report_never_closes_or_opens_without_saying_so(seed: int) -> None:
    reports = archive(seed)
    for place, added in enumerate(reports):
        before = tracked(reports[:place] + reports[place + 1 :])
        after = tracked(reports)
        now = {(one.rule, one.breast, said): one for one in after for said in opens(one)}
        for item in before:
            for said in opens(item):
                found = now.get((item.rule, item.breast, said))
                if found is None:
                    # What opened it was replaced, and a later version opens it or not.
                    assert added.get("replaces") or added["status"] != "final", item
                elif item.state == "closed" and found.state not in DONE:
                    assert any(note.startswith(_SAYS_SO) for note in found.notes), found
                elif item.state not in DONE and found.state == "closed":
                    assert added["id"] in {one.report for one in found.closed_by}, found


@pytest.mark.parametrize("seed", range(30))
def test_no_item_of_one_breast_or_woman_is_closed_by_another(seed: int) -> None:
    one, other = archive(seed), archive(seed + 500)
    both = tracked(one + other)
    assert both == sorted(tracked(one) + tracked(other), key=lambda item: item.patient_key or "")
