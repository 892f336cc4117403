"""Former name of ``birads.report.assessment``, kept for one release."""

from birads.report.assessment import *  # noqa: F403 - the same names, from their new place
