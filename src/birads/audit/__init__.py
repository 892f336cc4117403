"""Say what the words were worth: outcomes, measures and evidence of an archive (extra ``audit``).

``Audit`` counts reports by a named definition set in bounded memory; ``cohorts`` are the
published studies as counts, recomputed figure by figure. SciPy, Matplotlib and
PyArrow are imported only where they are used.
"""

from __future__ import annotations

from birads.audit._accuracy import Accuracy, Indeterminate, TestCounts, TwoByTwo
from birads.audit._agreement import Agreement, Weights, kappa
from birads.audit._case import Case
from birads.audit._cases import cases
from birads.audit._cohorts import Cohort, Figure, Verdict, cohorts
from birads.audit._definitions import Definition, UnknownDefinition, definition, definitions
from birads.audit._evidence import SELECTED
from birads.audit._followed import Followed, Truth
from birads.audit._intervals import Interval, Share, share
from birads.audit._measures import Unknown
from birads.audit._result import Result
from birads.audit._run import Audit, UnknownDimension, audit

__all__ = [
    "SELECTED",
    "Accuracy",
    "Agreement",
    "Audit",
    "Case",
    "Cohort",
    "Definition",
    "Figure",
    "Followed",
    "Indeterminate",
    "Interval",
    "Result",
    "Share",
    "TestCounts",
    "Truth",
    "TwoByTwo",
    "Unknown",
    "UnknownDefinition",
    "UnknownDimension",
    "Verdict",
    "Weights",
    "audit",
    "cases",
    "cohorts",
    "definition",
    "definitions",
    "kappa",
    "share",
]
