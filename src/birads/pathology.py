"""Former name of ``birads.report.pathology``, kept for one release."""

from birads.report.pathology import *  # noqa: F403 - the same names, from their new place
