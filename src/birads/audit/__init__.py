"""Say what the words were worth: outcomes, measures and evidence of an archive (extra ``audit``).

``Audit`` counts reports by a named definition set in bounded memory; ``cohorts`` are the
published studies as counts, recomputed figure by figure. SciPy, Matplotlib and
PyArrow are imported only where they are used.
"""

from __future__ import annotations

from birads.audit.accuracy import Accuracy, Indeterminate, TestCounts, TwoByTwo
from birads.audit.agreement import Agreement, Weights, kappa
from birads.audit.case import Case
from birads.audit.cases import cases
from birads.audit.cohorts import Cohort, Figure, Verdict, cohorts
from birads.audit.definitions import Definition, UnknownDefinition, definition, definitions
from birads.audit.evidence import SELECTED
from birads.audit.followed import Followed, Truth
from birads.audit.intervals import Interval, Share, share
from birads.audit.measures import Unknown
from birads.audit.result import Result
from birads.audit.run import Audit, UnknownDimension, audit

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
