"""Ask three readers that were made elsewhere about HL7 v2.5.1 messages; print what each says.

VENV/bin/python tools/hl7v2_judges.py FILE...

``tools/install_judges.sh`` makes VENV. Prints one JSON object: file to judge to faults. The judges:

- hl7apy: structure of ORU_R01, required fields and data types, strictly
- hl7types: typed groups of v2.5.1 (required fields, order)
- hl7: a plain parser; what it read comes back as it was sent
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_LONGEST = 300


def hl7apy(text: str) -> Iterator[str]:
    """Yield what the strict validation of hl7apy says."""
    from hl7apy.exceptions import HL7apyException
    from hl7apy.parser import parse_message

    with tempfile.NamedTemporaryFile("r", suffix=".txt") as said:
        try:
            parse_message(text, find_groups=True).validate(report_file=said.name)
        except (HL7apyException, AttributeError) as error:  # the second: a message without a type
            yield f"{type(error).__name__}: {error}"[:_LONGEST]
        yield from (line.rstrip() for line in said if line.startswith("Error"))


def hl7types(text: str) -> Iterator[str]:
    """Yield what the typed models of hl7types say."""
    from hl7types.hl7.v2_5_1.messages import ORU_R01

    try:
        ORU_R01.model_validate_er7(text)
    except Exception as error:  # noqa: BLE001 - whatever it raises is its verdict
        yield f"{type(error).__name__}: {error}"[:_LONGEST]


def hl7(text: str) -> Iterator[str]:
    """Yield where the plain parser reads other segments, or gives other text back."""
    import hl7 as parser

    message = parser.parse(text)
    if len(message) != len([one for one in text.split("\r") if one]):
        yield f"{len(message)} segments were read"
    if str(message).rstrip("\r") != text.rstrip("\r"):
        yield "it does not come back as it was sent"


def main(files: list[str]) -> int:
    """Print what every judge says of every file."""
    logging.disable(logging.CRITICAL)
    out = {}
    for file in files:
        text = Path(file).read_bytes().decode()
        judges = (hl7apy, hl7types, hl7)
        out[file] = {judge.__name__: list(judge(text)) for judge in judges}
    print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
