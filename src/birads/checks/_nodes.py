"""Check lymph nodes: what is said of a node against the category that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from birads.checks._needs import Need
from birads.checks._registry import Found, declare
from birads.checks._sense import Sense
from birads.checks._sources import CORTEX, NODES
from birads.checks._words import ANSWERED
from birads.issue import Severity
from birads.report.findings.node import LymphNode

_CORTEX_MM: Final = 3.0


@declare(
    "thick_cortex_below_four",
    Severity.INFORMATION,
    silent="Silent below 3 mm, for a node that is called suspicious or has no hilum, which has its "
    f"own check, for one called not suspicious, for category 0, and {ANSWERED}.",
    source=CORTEX,
    needs=(Need.FINDINGS,),
)
def thick_cortex_below_four(sense: Sense) -> Iterator[Found]:
    """Find a node with a thick cortex, called 1, 2 or 3, of which nobody says what it is."""
    for number, finding in enumerate(sense.report.findings):
        if not isinstance(finding, LymphNode) or (finding.cortex_mm or 0) < _CORTEX_MM:
            continue
        if finding.suspicious is not None or finding.hilum == "absent":
            continue
        if (stated := sense.called(number, finding)) is not None:
            yield Found(
                stated.pointer,
                f"The cortex of node {finding.id!r} measures {finding.cortex_mm:g} mm, with "
                f"{sense.named(stated)}.",
                "Say in 'suspicious' what the node is taken for.",
            )


@declare(
    "node_contradicts",
    Severity.WARNING,
    silent="Silent where only one of the two is stated.",
    source=NODES,
    needs=(Need.FINDINGS,),
)
def node_contradicts(sense: Sense) -> Iterator[Found]:
    """Find a node without a hilum that is called not suspicious."""
    for number, finding in enumerate(sense.report.findings):
        if not isinstance(finding, LymphNode) or finding.suspicious is not False:
            continue
        if finding.hilum == "absent":
            yield Found(
                f"/findings/{number}/suspicious",
                f"Node {finding.id!r} has no hilum and is called not suspicious.",
                "Compare the node with the images.",
            )
