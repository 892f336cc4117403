"""Former name of ``birads.report.patient``, kept for one release."""

from birads.report.patient import *  # noqa: F403 - the same names, from their new place
