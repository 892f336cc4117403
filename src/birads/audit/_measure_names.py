"""Name the measures of an audit, each with what it counts.

Source of the words: the ACR basic audit as printed in Table 1 of PMC2714544, and 21 CFR
900.12(f)(1) as amended in 2023 for the measures of the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

__all__ = ["MEASURES", "MeasureName"]


@attrs.frozen
class MeasureName:
    """Hold what a measure is called and what it divides by what."""

    id: str
    label: str
    formula: str
    per: int = 100


_NAMES = (
    MeasureName(
        "recall_rate",
        "Recall rate",
        "screening exams with a recall category and, where the set asks, its reason / all of them",
    ),
    MeasureName(
        "abnormal_interpretation_rate",
        "Abnormal interpretation rate",
        "exams with a positive category / all exams",
    ),
    MeasureName(
        "cancer_detection_rate",
        "Cancer detection rate",
        "cancers in exams with a detecting category / all exams",
        per=1000,
    ),
    MeasureName("ppv1", "PPV1", "cancer / positive screening exams with a known outcome"),
    MeasureName("ppv2", "PPV2", "cancer / exams that recommend tissue, outcome known"),
    MeasureName("ppv3", "PPV3", "cancer / exams that recommend tissue, tissue taken"),
    MeasureName("ppv_positive", "PPV", "cancer / positive exams with a known outcome"),
    MeasureName("sensitivity", "Sensitivity", "TP / (TP + FN)"),
    MeasureName("specificity", "Specificity", "TN / (TN + FP)"),
    MeasureName("npv", "NPV", "TN / (TN + FN)"),
    MeasureName("dcis_share", "DCIS among cancers", "DCIS / cancers whose type the tissue names"),
    MeasureName("minimal_cancers", "Minimal cancers", "DCIS or invasive up to 10 mm / cancers"),
    MeasureName(
        "node_negative_cancers", "Node-negative cancers", "negative nodes / invasive cancers"
    ),
)
MEASURES: Mapping[str, MeasureName] = MappingProxyType({name.id: name for name in _NAMES})
