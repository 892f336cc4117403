"""Build strategies of JSON values from the annotations of the models."""

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from birads.findings import Finding, FindingBase
from birads.model import EXTENSION_KEY_PATTERN, Integer, Model, Number, TextBounds
from birads.testing._links import Link

__all__ = ["Words", "members", "value"]

type Json = Any
