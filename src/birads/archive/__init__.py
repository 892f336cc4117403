"""Join the reports of an archive, say what is open in it, and run over it in any engine.

``join`` makes episodes of the reports of each patient, ``track`` says which women wait and for
what. Both take reports in any order and give the same answer, in bounded memory.
"""

from __future__ import annotations

from birads.archive._api import track
from birads.archive._item import Item
from birads.archive._joining import Episode, Joined, join, join_patient
from birads.archive._patients import Patients
from birads.archive._tracking import track_patient

__all__ = [
    "Episode",
    "Item",
    "Joined",
    "Patients",
    "join",
    "join_patient",
    "track",
    "track_patient",
]
