"""Name the editions of BI-RADS that a report can be written in.

Source: American College of Radiology, BI-RADS Atlas, 4th edition (2003), 5th edition (2013)
with the contrast-enhanced mammography supplement (2022), and the v2025 manual (December 2025).
"""

from birads._base.word import Word

__all__ = ["Edition"]


class Edition(Word):
    """The edition whose words a report speaks; the 2022 CEM supplement belongs to 2013."""

    E2003 = "2003"
    E2013 = "2013"
    E2025 = "2025"
