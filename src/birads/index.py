"""Former name of ``birads.report.view._index``, kept for one release."""

from birads.report.view._index import *  # noqa: F403 - the same names, from their new place
