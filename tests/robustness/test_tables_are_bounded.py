"""Hold the importers to their limits: a table beyond them is refused by name, soon."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from birads.interop import breast_lesions_usg, cbis_ddsm, cdd_cesm
from birads.interop.importing import InvalidTable, TableLimits
from tests.robustness.hostile import inside

HEADER = (
    b"patient_id,breast density,left or right breast,image view,abnormality id,"
    b"abnormality type,calc type,calc distribution,assessment,pathology\n"
)
ROW = b"p,3,LEFT,CC,1,calcification,PLEOMORPHIC,CLUSTERED,4,MALIGNANT\n"


class Endless(io.RawIOBase):
    """A table that never ends, and counts what was read of it."""

    def __init__(self, start: bytes, again: bytes) -> None:
        self._left = start
        self._again = again
        self.read_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._left) < len(buffer):
            self._left += self._again * 100
        buffer[:] = self._left[: len(buffer)]
        self._left = self._left[len(buffer) :]
        self.read_bytes += len(buffer)
        return len(buffer)


@pytest.mark.parametrize(
    ("again", "code"),
    [
        (ROW, "too_many_rows"),
        (b"1,2\n", "too_many_rows"),
        (b"\n", "too_large"),
        (b"x", "too_large"),
        (b"\xff", "too_large"),
        (b'"\n', "too_many_rows"),
    ],
)
def test_a_table_without_end_is_refused_soon(again: bytes, code: str) -> None:
    stream = Endless(HEADER, again)
    limits = TableLimits(max_bytes=200_000, max_rows=500)

    with pytest.raises(InvalidTable) as caught:
        cbis_ddsm.read(io.BufferedReader(stream), limits=limits)

    assert caught.value.issues[0].code == code
    assert stream.read_bytes < 3_000_000  # a line and the buffers


@pytest.mark.parametrize("read", [cbis_ddsm.read, breast_lesions_usg.read, cdd_cesm.read])
def test_every_importer_takes_limits(read: Callable[..., Any]) -> None:
    with pytest.raises(InvalidTable, match="more than 10 bytes"):
        read(io.BytesIO(HEADER), limits=TableLimits(max_bytes=10))


def test_a_table_of_the_largest_size_is_read() -> None:
    data = HEADER + ROW * 3

    assert cbis_ddsm.read(io.BytesIO(data), limits=TableLimits(len(data), 3)).rows == 3
    for limits in (TableLimits(len(data) - 1, 3), TableLimits(len(data), 2)):
        with pytest.raises(InvalidTable):
            cbis_ddsm.read(io.BytesIO(data), limits=limits)


def test_the_command_says_which_limit() -> None:
    done = inside("import", "cbis-ddsm", "-", stdin=HEADER + ROW * 100_001)

    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr == (
        b"error The table has more than 100000 rows. "
        b"Split it between patients, or raise the limit.\n"
    )
