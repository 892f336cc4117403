"""Hold what the criteria speak of: findings that are answered together.

A pattern holds everything that an answer may read, and nothing else; ``pooling`` makes them.
"""

from __future__ import annotations

import attrs

from birads.acr_criteria.facts import Facts, Status
from birads.acr_criteria.match import Match
from birads.acr_criteria.shared_lesions import Shared
from birads.acr_criteria.stage import StageOf
from birads.lexicon.cem import CemEnhancement
from birads.lexicon.common import Breast
from birads.lexicon.mammography import AssociatedFeature
from birads.lexicon.mri import EnhancementCause, MriEnhancement
from birads.lexicon.ultrasound import Visibility
from birads.report.assessment import Action, AssessmentReason
from birads.report.findings import Certainty
from birads.report.pathology import Pathology
from birads.report.patient import MenopausalStatus
from birads.report.view.index import Stated

__all__ = ["Member", "Pattern", "Seen", "Written"]


@attrs.frozen(cache_hash=True)
class Seen:
    """Hold what the criteria and the notes read of a finding; everything else is left out."""

    id: str
    certainty: Certainty | None
    growing: bool
    palpable: bool
    extent_mm: float | None
    extensive: bool | None
    invasion_suspected: bool | None
    associated: tuple[AssociatedFeature, ...] | None
    ultrasound: Visibility | None
    cem: CemEnhancement | None
    cem_cause: EnhancementCause | None
    mri: MriEnhancement | None


@attrs.frozen(cache_hash=True)
class Member:
    """Hold one finding of a pattern with what counts for it.

    ``results`` are its tissue results but those older than its exam (``history`` says whether
    there are such), ``reason`` why its category 0 is incomplete, ``shared`` the tissue step of
    its lesion where other findings are the same lesion, ``characterise`` the pointer of a
    recommendation that asks for further views of it.
    """

    number: int
    seen: Seen
    breast: Breast | None
    category: Stated | None
    stage: StageOf
    reason: AssessmentReason | None
    results: tuple[tuple[int, Pathology], ...]
    history: bool
    shared: Shared | None = None
    characterise: str | None = None

    @property
    def pointer(self) -> str:
        """Return the pointer of the finding."""
        return f"/findings/{self.number}"


@attrs.frozen(cache_hash=True)
class Written:
    """Hold a written recommendation, as far as it names findings of one pattern.

    ``members`` are the places of those findings in the pattern, ``done_by`` the tissue result
    that shows that what was asked for is done.
    """

    number: int
    action: Action
    breast: Breast | None
    findings: tuple[str, ...]
    members: tuple[int, ...]
    done_by: str | None


@attrs.frozen(cache_hash=True)
class Pattern:
    """Hold findings that the criteria answer together, and everything an answer may read.

    Answers are functions of this value and a topic alone. ``bound`` is the category that the
    findings cannot exceed: their own, their breast's or an overall 1-3. ``only_benign`` says that
    nothing but a missing morphology speaks against a stated 1 or 2, ``open_recall`` is the pointer
    of a category 0 that still stands for the breast. ``tissue_stated`` says that a 4, 5 or 6, a
    biopsy or a tissue result was stated for the findings, for their breast, or without a side.
    """

    members: tuple[Member, ...]
    breast: Breast | None
    facts: Facts
    status: Status
    variant: int | None
    candidates: tuple[int, ...]
    reasons: tuple[str, ...]
    benign_only: bool
    written: tuple[Written, ...]
    bound: Stated | None
    only_benign: bool
    open_recall: str | None
    tissue_stated: bool
    pregnant: bool
    menopausal_status: MenopausalStatus | None
    match: Match = attrs.field(eq=False)

    @property
    def stage(self) -> StageOf:
        """Return the stage, which all findings of a pattern share, with all its pointers."""
        first = self.members[0].stage
        if len(self.members) == 1:
            return first
        stages = [member.stage for member in self.members]
        pointers = dict.fromkeys(pointer for stage in stages for pointer in stage.pointers)
        return StageOf(first.stage, min(s.reason for s in stages), tuple(sorted(pointers)))

    @property
    def category(self) -> Stated | None:
        """Return the category, which all findings of a pattern share."""
        return self.members[0].category

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the findings."""
        return tuple([member.seen.id for member in self.members])

    @property
    def growing(self) -> bool:
        """Say whether the findings are new or increasing."""
        return self.members[0].seen.growing
