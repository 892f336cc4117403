"""Compare a test with what became of the lesions; indeterminate results are read by choice.

Three readings stand side by side: left out, counted negative, counted positive. None of them is
a default that hides the other two.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from birads.audit._intervals import Share, share

__all__ = ["Accuracy", "Indeterminate", "TestCounts", "TwoByTwo"]


class Indeterminate(StrEnum):
    """How a test result that could not be judged is read."""

    EXCLUDED = "excluded"
    NEGATIVE = "negative"
    POSITIVE = "positive"


@attrs.frozen
class TwoByTwo:
    """Hold a 2x2 table of a test against the truth."""

    tp: int
    fp: int
    fn: int
    tn: int

    def accuracy(self, minimum: int = 1) -> Accuracy:
        """Return sensitivity, specificity and both predictive values with intervals."""
        tp, fp, fn, tn = self.tp, self.fp, self.fn, self.tn
        return Accuracy(
            self,
            MappingProxyType(
                {
                    "sensitivity": share(tp, tp + fn, minimum=minimum, none="no cancers"),
                    "specificity": share(tn, tn + fp, minimum=minimum, none="no benign lesions"),
                    "ppv": share(tp, tp + fp, minimum=minimum, none="no positive results"),
                    "npv": share(tn, tn + fn, minimum=minimum, none="no negative results"),
                }
            ),
        )


@attrs.frozen
class Accuracy:
    """Hold a 2x2 table with what follows from it."""

    table: TwoByTwo
    shares: Mapping[str, Share]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        shares = {name: value.to_dict() for name, value in self.shares.items()}
        return {**attrs.asdict(self.table), **shares}


@attrs.frozen
class TestCounts:
    """Count a test's results in malignant and benign lesions, indeterminate ones apart."""

    __test__ = False  # the name is the domain's; pytest must not collect it

    malignant_positive: int
    malignant_negative: int
    malignant_indeterminate: int
    benign_positive: int
    benign_negative: int
    benign_indeterminate: int

    def read(self, how: Indeterminate) -> TwoByTwo:
        """Return the 2x2 table with indeterminate results read in one way."""
        negative, positive = how is Indeterminate.NEGATIVE, how is Indeterminate.POSITIVE
        return TwoByTwo(
            tp=self.malignant_positive + positive * self.malignant_indeterminate,
            fp=self.benign_positive + positive * self.benign_indeterminate,
            fn=self.malignant_negative + negative * self.malignant_indeterminate,
            tn=self.benign_negative + negative * self.benign_indeterminate,
        )

    def side_by_side(self, minimum: int = 1) -> Mapping[Indeterminate, Accuracy]:
        """Return all three readings."""
        return {how: self.read(how).accuracy(minimum) for how in Indeterminate}

    @property
    def total(self) -> int:
        """The number of lesions with a result and a known outcome."""
        return sum(attrs.astuple(self))
