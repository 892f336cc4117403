"""Check the sense of a report: its sides, its categories, its management, what is missing.

A check is a small function that yields what it found; it assigns nothing and changes nothing.
The registry says of each what it says, when it is silent, and where it comes from.
"""

# The themes register their checks when they are imported, in the order of the reference page.
# isort: off
from birads.checks import _sides  # noqa: F401
from birads.checks import _sides_of_exam  # noqa: F401
from birads.checks import _sides_of_findings  # noqa: F401
from birads.checks import _side_texts  # noqa: F401
from birads.checks import _views  # noqa: F401
from birads.checks import _references  # noqa: F401
from birads.checks import _dates  # noqa: F401
from birads.checks import _history  # noqa: F401
from birads.checks import _request  # noqa: F401
from birads.checks import _cancers  # noqa: F401
from birads.checks import _removed  # noqa: F401
from birads.checks import _categories  # noqa: F401
from birads.checks import _overall  # noqa: F401
from birads.checks import _addenda  # noqa: F401
from birads.checks import _recall  # noqa: F401
from birads.checks import _recalled  # noqa: F401
from birads.checks import _special  # noqa: F401
from birads.checks import _management  # noqa: F401
from birads.checks import _needless  # noqa: F401
from birads.checks import _follow_up  # noqa: F401
from birads.checks import _descriptors  # noqa: F401
from birads.checks import _forms  # noqa: F401
from birads.checks import _beside  # noqa: F401
from birads.checks import _setting  # noqa: F401
from birads.checks import _other_modality  # noqa: F401
from birads.checks import _nodes  # noqa: F401
from birads.checks import _earlier  # noqa: F401
from birads.checks import _calcifications  # noqa: F401
from birads.checks import _contrast  # noqa: F401
from birads.checks import _completeness  # noqa: F401
from birads.checks import _assessed  # noqa: F401
from birads.checks import _sizes  # noqa: F401
from birads.checks import _editions  # noqa: F401
from birads.checks import _biopsy  # noqa: F401
from birads.checks import _concordance  # noqa: F401
from birads.checks import _tissue_states  # noqa: F401
from birads.checks import _tissue  # noqa: F401
# isort: on

from birads.checks._policy import InvalidPolicy, Policy, Rule, load_policy
from birads.checks._registry import CHECKS, Check
from birads.checks._run import check

__all__ = ["CHECKS", "Check", "InvalidPolicy", "Policy", "Rule", "check", "load_policy"]
