"""Write ``src/birads/report/_typed`` from the models; with ``--check``, exit 1 where it differs.

Type checkers read there what each model can be built from: its words as literals, its lists and
parts. A part may be given as a dictionary too. Nothing imports these modules at run time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from birads import report as facade
from birads.report._part import Part
from birads.report.exam import EXAM_MODELS, ExamBase
from birads.report.findings import FINDING_MODELS, FindingBase
from birads.schema._describe import field_descriptions

FOLDER = Path(__file__).resolve().parent.parent / "src" / "birads" / "report" / "_typed"
HEAD = '''"""{says} Written by tools/render_members.py."""

from __future__ import annotations

'''
UNIONS: dict[str, tuple[tuple[type[Part], ...], type[Part]]] = {
    "Finding": (FINDING_MODELS, FindingBase),
    "Exam": (EXAM_MODELS, ExamBase),
}
SCALARS = {str: "str", bool: "bool", int: "int", float: "float"}
DATES = {dt.date: "date | str", dt.datetime: "datetime | str"}


def models() -> list[type[Part]]:
    """Return the models of a report and their bases, each after what it inherits from."""
    found: dict[type[Part], None] = {}
    for name in facade.__all__:
        value = getattr(facade, name)
        if isinstance(value, type) and issubclass(value, Part):
            bases = [b for b in value.__mro__ if issubclass(b, Part) and b is not Part]
            found |= dict.fromkeys(reversed(bases))
    return list(found)


def short(model: type[Part]) -> str:
    """Return the name of a model without the mark of a private one."""
    return model.__name__.removeprefix("_")


def home(model: type[Part]) -> str:
    """Return the module that holds the members of a model."""
    return model.__module__.removeprefix("birads.report.").replace(".", "_")


def typed(annotation: Any) -> Iterator[str]:
    """Yield the types that a value for ``annotation`` may be given in."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from typed(inner[0])
    elif origin in (Union, UnionType):
        parts = [part for part in inner if part is not NoneType]
        if set(parts) >= set(FINDING_MODELS) or set(parts) >= set(EXAM_MODELS):
            noun = "Finding" if FINDING_MODELS[0] in parts else "Exam"
            yield from (noun, f"{noun}Members")
        else:
            yield from (name for part in parts for name in typed(part))
        yield from ("None" for part in inner if part is NoneType)
    elif origin is tuple:
        yield f"Sequence[{' | '.join(dict.fromkeys(typed(inner[0])))}]"
    elif origin is Literal:
        yield f"Literal[{', '.join(repr(getattr(word, 'value', word)) for word in inner)}]"
        yield from (type(word).__name__ for word in inner if isinstance(word, Enum))
    elif origin is dict:
        yield "Mapping[str, Any]"
    elif issubclass(annotation, Part):
        yield from (annotation.__name__, f"{short(annotation)}Members")
    elif issubclass(annotation, Enum):
        yield f"{annotation.__name__}Word"
    else:
        yield (DATES | SCALARS)[annotation]


def members(model: type[Part], own: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the members named, each with its sentence."""
    says = field_descriptions(model)
    for name in own:
        field = model.model_fields[name]
        kinds = list(dict.fromkeys(typed(field.annotation)))
        if field.default == () and "None" not in kinds:
            kinds.append("None")
        yield f"    {name}: {' | '.join(kinds)}"
        yield f'    """{says[name]}"""'


def classes(model: type[Part]) -> Iterator[str]:
    """Yield the lines of what a model is built from, and of what may be changed in it."""
    base = next(b for b in model.__mro__[1:] if issubclass(b, Part))
    inherited = set() if base is Part else set(base.model_fields)
    own = [name for name in model.model_fields if name not in inherited]
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    parent = "TypedDict" if base is Part else f"{short(base)}Options"
    name = short(model)
    yield f"class {name}Options({parent}, total=False):"
    yield f'    """What {name} may say."""'
    yield from members(model, (each for each in own if each not in needed))
    for kind, total, says in (
        ("Members", "", "is built from"),
        ("Changes", ", total=False", "may be given instead"),
    ):
        yield f"class {name}{kind}({name}Options{total}):"
        yield f'    """What {name} {says}."""'
        yield from members(model, needed)


def joined(noun: str) -> Iterator[str]:
    """Yield the lines of what a finding of any kind, or an exam of any modality, may say."""
    kinds, base = UNIONS[noun]
    needed = [name for name, field in base.model_fields.items() if field.is_required()]
    every: dict[str, dict[str, None]] = {}
    says: dict[str, str] = {}
    for model in kinds:
        for name, field in model.model_fields.items():
            if name not in base.model_fields:
                every.setdefault(name, {}).update(dict.fromkeys(typed(field.annotation)))
                says.setdefault(name, field_descriptions(model)[name])
    tag = "kind" if "kind" in every else "modality"
    says[tag] = f"The {tag}, which says what else the {noun.lower()} may state."
    yield f"class {noun}AnyOptions({noun}BaseOptions, total=False):"
    yield f'    """What {noun.lower()}s of any {tag} may say."""'
    for name, types in every.items():
        if name != tag:
            yield f"    {name}: {' | '.join([t for t in types if t != 'None'] + ['None'])}"
            yield f'    """{says[name]}"""'
    for kind, total in (("Members", ""), ("Changes", ", total=False")):
        yield f"class {noun}{kind}({noun}AnyOptions{total}):"
        yield f'    """A {noun.lower()} of any {tag}, as a dictionary."""'
        yield from members(base, needed)
        yield f"    {tag}: {_any_tag(every[tag])}"
        yield f'    """{says[tag]}"""'


def _any_tag(types: Iterable[str]) -> str:
    """Return one literal of all tags instead of many of one."""
    words = [name[8:-1] for name in types if name.startswith("Literal[")]
    others = [name for name in types if not name.startswith("Literal[")]
    return " | ".join([f"Literal[{', '.join(words)}]", *others])


def words() -> Iterator[str]:
    """Yield the lines of the words, each as a member or as its text."""
    for enum in _enums():
        texts = ", ".join(repr(word.value) for word in enum)
        yield f"{enum.__name__}Word = {enum.__name__} | Literal[{texts}]"


def _enums() -> list[type[Enum]]:
    found: dict[type[Enum], None] = {}

    def look(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            found[annotation] = None
        for part in get_args(annotation):
            look(part)

    for model in models():
        for field in model.model_fields.values():
            look(field.annotation)
    return sorted(found, key=lambda enum: enum.__name__)


def rendered() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each module."""
    lines: dict[str, list[str]] = {}
    for model in models():
        lines.setdefault(home(model), []).extend(classes(model))
    for noun in UNIONS:
        lines.setdefault(f"any_{noun.lower()}", []).extend(joined(noun))
    yield "__init__", '"""What the models of a report are built from, for type checkers."""\n'
    yield "words", formatted(HEAD.format(says="The words of a report.") + _imports(words()))
    for name, body in lines.items():
        yield name, formatted(HEAD.format(says=f"Members of {name}.") + _imports(body))


def _imports(body: Iterable[str]) -> str:
    """Return the body after the imports of the names that it uses and does not make."""
    lines = list(body)
    text = "\n".join(lines)
    made = {line.split()[1].partition("(")[0] for line in lines if line.startswith("class ")}
    made |= {line.split()[0] for line in lines if " = " in line}
    code = "\n".join(line.partition(": ")[2] or line for line in lines if '"""' not in line)
    used = {name for name in _homes() if name in _names(code)} - made
    return "\n".join([*(f"from {_homes()[n]} import {n}" for n in sorted(used)), "", text, ""])


def _names(code: str) -> set[str]:
    return set("".join(c if c.isalnum() or c == "_" else " " for c in code).split())


def _homes() -> dict[str, str]:
    """Return the module of each name that a line may use."""
    typed_home = "birads.report._typed"
    out = {
        "date": "datetime",
        "datetime": "datetime",
        "Mapping": "collections.abc",
        "Sequence": "collections.abc",
        "Any": "typing",
        "Literal": "typing",
        "TypedDict": "typing",
        "Exam": "birads.report.exam",
        "Finding": "birads.report.findings",
    }
    for enum in _enums():
        out[enum.__name__] = enum.__module__
        out[f"{enum.__name__}Word"] = f"{typed_home}.words"
    for model in models():
        out[model.__name__] = model.__module__
        for kind in ("Options", "Members"):
            out[f"{short(model)}{kind}"] = f"{typed_home}.{home(model)}"
    for noun in UNIONS:
        out[f"{noun}Members"] = f"{typed_home}.any_{noun.lower()}"
    return out


def formatted(text: str) -> str:
    """Return the text as the project's formatter writes it, its imports sorted."""
    for arguments in (["check", "--select", "I", "--fix-only", "--quiet"], ["format", "--quiet"]):
        done = subprocess.run(  # noqa: S603 - our own formatter
            [sys.executable, "-m", "ruff", *arguments, "--stdin-filename", FOLDER / "x.py", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        text = done.stdout
    return text


def drifted(folder: Path) -> list[str]:
    """Return the names of the modules in ``folder`` that are missing, different or not ours."""
    wanted = dict(rendered())
    there = {path.stem: path.read_text("utf-8") for path in folder.glob("*.py")}
    return sorted(n for n in wanted.keys() | there.keys() if wanted.get(n) != there.get(n))


def main() -> int:
    """Write the modules, or compare them."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--check", action="store_true")
    if reader.parse_args().check:
        names = drifted(FOLDER)
        for name in names:
            print(f"{FOLDER / name}.py is not what the models say: run tools/render_members.py")
        return 1 if names else 0
    FOLDER.mkdir(exist_ok=True)
    for name in drifted(FOLDER):
        (FOLDER / f"{name}.py").unlink(missing_ok=True)
    for name, text in rendered():
        (FOLDER / f"{name}.py").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
