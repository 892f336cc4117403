"""Check the sense of a report: its sides, its categories, its management, what is missing.

A check is a small function that yields what it found; it assigns nothing and changes nothing.
The registry says of each what it says, when it is silent, and where it comes from.
"""

# The themes register their checks when they are imported, in the order of the reference page.
# isort: off
from birads.checks import sides as _sides  # noqa: F401
from birads.checks import sides_of_exam as _sides_of_exam  # noqa: F401
from birads.checks import sides_of_findings as _sides_of_findings  # noqa: F401
from birads.checks import side_texts as _side_texts  # noqa: F401
from birads.checks import views as _views  # noqa: F401
from birads.checks import references as _references  # noqa: F401
from birads.checks import dates as _dates  # noqa: F401
from birads.checks import history as _history  # noqa: F401
from birads.checks import request as _request  # noqa: F401
from birads.checks import cancers as _cancers  # noqa: F401
from birads.checks import removed as _removed  # noqa: F401
from birads.checks import categories as _categories  # noqa: F401
from birads.checks import overall as _overall  # noqa: F401
from birads.checks import addenda as _addenda  # noqa: F401
from birads.checks import recall as _recall  # noqa: F401
from birads.checks import recalled as _recalled  # noqa: F401
from birads.checks import special as _special  # noqa: F401
from birads.checks import management as _management  # noqa: F401
from birads.checks import needless as _needless  # noqa: F401
from birads.checks import follow_up as _follow_up  # noqa: F401
from birads.checks import descriptors as _descriptors  # noqa: F401
from birads.checks import forms as _forms  # noqa: F401
from birads.checks import beside as _beside  # noqa: F401
from birads.checks import setting as _setting  # noqa: F401
from birads.checks import other_modality as _other_modality  # noqa: F401
from birads.checks import nodes as _nodes  # noqa: F401
from birads.checks import earlier as _earlier  # noqa: F401
from birads.checks import calcifications as _calcifications  # noqa: F401
from birads.checks import contrast as _contrast  # noqa: F401
from birads.checks import completeness as _completeness  # noqa: F401
from birads.checks import assessed as _assessed  # noqa: F401
from birads.checks import sizes as _sizes  # noqa: F401
from birads.checks import editions as _editions  # noqa: F401
from birads.checks import biopsy as _biopsy  # noqa: F401
from birads.checks import concordance as _concordance  # noqa: F401
from birads.checks import tissue_states as _tissue_states  # noqa: F401
from birads.checks import tissue as _tissue  # noqa: F401
# isort: on

from birads.checks.policy import InvalidPolicy, Policy, Rule, load_policy
from birads.checks.registry import CHECKS, Check
from birads.checks.run import check

__all__ = ["CHECKS", "Check", "InvalidPolicy", "Policy", "Rule", "check", "load_policy"]
