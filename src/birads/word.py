"""Former name of ``birads._base.word``, kept for one release."""

from birads._base.word import *  # noqa: F403 - the same names, from their new place
