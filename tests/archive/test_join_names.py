"""Which finding a name means in an archive where two reports use it, and how a lesion is named."""

from __future__ import annotations

from typing import Any

import pytest

from birads import Report
from tests.archive.archive_reports import exam, report
from tests.archive.test_join import MASS, SCREEN, WORKUP, joined


def _looked(name: str, year: int, episode: str | None) -> Report:
    one = exam("e", "screening", f"{year}-01-10")
    known = {"episode": episode} if episode else {}
    seen = {**MASS, "exam": "e", "category": "4A"}
    return report(id=name, exams=[one], findings=[seen], **known)


@pytest.mark.parametrize(
    ("episodes", "home"),
    [
        (("a", "b", "a"), "a"),
        (("a", "b", "b"), "b"),
        ((None, "b", "b"), "b"),
        (("a", "b", None), "r3"),
        ((None, "b", None), "r3"),  # no episode is not an episode that both have
        ((None, None, None), "r3"),
    ],
)
def test_a_result_means_the_finding_of_its_own_episode_and_else_none_of_two(
    episodes: tuple[str | None, ...], home: str
) -> None:
    known = {"episode": episodes[2]} if episodes[2] else {}
    taken = [{"finding": "m", "date": "2024-03-01", "result": "malignant"}]
    found, _ = joined(
        _looked("r1", 2023, episodes[0]),
        _looked("r2", 2024, episodes[1]),
        report(id="r3", pathology=taken, **known),
    )
    (with_result,) = (one for one in found if one.report.pathology)
    assert with_result.id == home
    names = {finding.id for finding in with_result.report.findings}
    (result,) = with_result.report.pathology
    assert (result.finding in names) is (home != "r3")


@pytest.mark.parametrize("known", [{}, {"tracking_uid": "1.2.3"}, {"lesion": "L"}])
def test_a_lesion_keeps_the_name_that_joined_it_and_gets_no_second_one(
    known: dict[str, Any],
) -> None:
    first = report(
        id="r1", exams=[SCREEN], findings=[{**MASS, "exam": "e", "category": "0", **known}]
    )
    then = report(
        id="r2", exams=[WORKUP], findings=[{**MASS, "exam": "e", "category": "4B", **known}]
    )
    ((episode,), _) = joined(first, then)
    for finding in episode.report.findings:
        held = {"lesion": finding.lesion, "tracking_uid": finding.tracking_uid}
        assert {name: value for name, value in held.items() if value} == known
