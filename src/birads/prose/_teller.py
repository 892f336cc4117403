"""Say one member, or all members of one part, with the templates of a language.

Everything here works on the plain JSON of a report, so that a pointer is a path and no member of
the format needs code of its own: a template per member is all that it takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from birads._visible import visible
from birads.issue import Issue, Severity
from birads.lexicon._axes import AXES
from birads.pointer import join as pointer
from birads.prose._phrase import EMPTY, Phrase, fill, join
from birads.prose._vocabulary import NoWord, Vocabulary
from birads.report.axes import axis_of

__all__ = ["Path", "Teller"]

Path = tuple[str | int, ...]

_SIMPLE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_SIDES = frozenset(
    {"breast", "laterality", "prior_breast_cancer", "prior_surgery", "prior_radiation", "implants"}
)
_TABLES = ("kind", "modality", "certainty")
_AS_WRITTEN = frozenset({"date", "due", "issued", "edition", "schema_version"})
_NAMES = frozenset(
    {
        "id",
        "lesion",
        "tracking_uid",
        "accession_number",
        "study_instance_uid",
        "sop_instance_uid",
        "series_instance_uid",
        "replaces",
        "patient_key",
        "episode",
        "language",
        "name",
        "agent",
        "product",
        "version",
        "code",
        "system",
        "value",
        "authors",
    }
)
_FEATURES = ("mg.associated", "us.associated", "mri.associated")


class Teller:
    """Say the members of one report in one language; what cannot be said is an issue."""

    def __init__(self, document: Mapping[str, Any], words: Vocabulary) -> None:
        self.document = document
        self.words = words
        self.issues: list[Issue] = []
        self._findings: dict[str, tuple[int, Any]] = {}
        for number, finding in enumerate(document.get("findings", ())):
            self._findings.setdefault(finding["id"], (number, finding))
        self._exams: dict[str, Any] = {}
        for exam in document.get("exams", ()):
            self._exams.setdefault(exam["id"], exam)

    # ---- parts

    def part(self, table: str, path: Path, owner: Mapping[str, Any], *but: str) -> list[Phrase]:
        """Say every member of a part that is not named in ``but``, in the order of its table."""
        rows = self.words.table(table)
        for name in owner:
            if name not in rows and name not in but:
                self._missing(f"{table}.{name}", (*path, name))
        return [
            self.member(table, (*path, name), owner)
            for name in rows
            if name in owner and name not in but
        ]

    def sentence(self, phrases: Iterable[Phrase]) -> Phrase:
        """Return one sentence of the phrases; empty where there are none."""
        whole = join(self.words.text("form", "list"), phrases)
        return self.end(whole) if whole else EMPTY

    def end(self, whole: Phrase) -> Phrase:
        """Return a phrase as a sentence."""
        return fill(self.words.text("form", "sentence"), whole.capital())

    def member(self, table: str, path: Path, owner: Mapping[str, Any]) -> Phrase:
        """Say one member of a part; its whole phrase is marked with its pointer."""
        name = str(path[-1])
        value = owner[name]
        try:
            return self._member(table, name, path, value)
        except NoWord as lack:
            self._missing(str(lack.args[0]), path)
            return EMPTY

    def _member(self, table: str, name: str, path: Path, value: Any) -> Phrase:
        if isinstance(value, bool):
            which = "yes" if value else "no"
            return Phrase(self.words.choice(table, name, which)).says(pointer(path))
        if name == "extensions":
            return fill(self.words.choice(table, name, "some"), self._extensions(path, value))
        if isinstance(value, Mapping):
            inner = join(self.words.text("form", "list"), self.part(name, path, value))
            return fill(self.words.choice(table, name, "some"), inner) if inner else EMPTY
        if not isinstance(value, list):
            inner = self.value(path, value)
            return fill(self.words.choice(table, name, "some"), inner).says(pointer(path))
        if not value:
            return Phrase(self.words.choice(table, name, "none")).says(pointer(path))
        inner = self._items(name, path, value)
        return fill(self.words.choice(table, name, "some"), inner).says(pointer(path))

    def _items(self, name: str, path: Path, values: list[Any]) -> Phrase:
        """Say the items of a list in an order that does not depend on theirs; sizes keep it."""
        said: list[tuple[Any, Phrase]] = []
        for number, value in enumerate(values):
            at = (*path, number)
            if isinstance(value, Mapping):
                one = join(" ", self.part(name, at, value))
                said.append((one.text, one))
            else:
                said.append((self._order(at, value), self.value(at, value).says(pointer(at))))
        if name == "sizes_mm":
            return join(self.words.text("form", "times"), (one for _, one in said))
        return join(self.words.text("form", "list"), (one for _, one in sorted(said, key=_first)))

    def _order(self, path: Path, value: Any) -> Any:
        axis = axis_of(path, self.document)
        return value if axis is None else list(AXES[axis].enum).index(value)

    # ---- values

    def value(self, path: Path, value: Any) -> Phrase:
        """Return a value in words: a label of the lexicon, a side, a number, a name, a text."""
        name = str(next(part for part in reversed(path) if isinstance(part, str)))
        if isinstance(value, int | float):
            return Phrase(self._clock(value) if name == "clock" else self.number(value))
        say = self._by_name(name)
        if say is not None:
            return say(path, value)
        axis = axis_of(path, self.document)
        if axis is not None:
            return Phrase(self.words.label(axis, value))
        return Phrase(self.quoted(value))

    def _by_name(self, name: str) -> Callable[[Path, Any], Phrase] | None:
        words = self.words
        if name in _SIDES:
            return lambda _, value: Phrase(words.text("breast", value))
        if name in _TABLES or name == "groups":
            return lambda _, value: Phrase(words.text(name, value))
        if name in _AS_WRITTEN:
            return lambda _, value: Phrase(value)
        if name in _NAMES:
            return self._named
        return {
            "category": lambda _, value: fill(words.text("category", "stated"), Phrase(value)),
            "finding": self.finding,
            "findings": self.finding,
            "exam": self.exam,
            "what": lambda path, value: Phrase(self._what(path, value)),
        }.get(name)

    def _named(self, path: Path, value: str) -> Phrase:
        axis = axis_of(path, self.document)
        return Phrase(self.words.label(axis, value) if axis else self.name(value))

    def _what(self, path: Path, value: str) -> str:
        """Return what was denied or suspected: a kind of finding, a feature, a lexicon word."""
        axis = axis_of(path, self.document)
        if axis is not None:
            return self.words.label(axis, value)
        if value in self.words.table("kind"):
            return " ".join(filter(None, (self.words.text("kind", value), self.family(value))))
        for axis in _FEATURES:
            if value in list(AXES[axis].enum):
                return self.words.label(axis, value)
        raise NoWord(value)

    def family(self, kind: str) -> str:
        """Return on what a kind of finding is seen; empty for the kind that no other fits."""
        family = kind.partition(".")[0]
        return "" if family == kind else self.words.text("family", family)

    def finding(self, path: Path, name: str) -> Phrase:
        """Name a finding, with its breast unless the sentence has said just that already."""
        own = fill(self.words.text("reference", "finding"), Phrase(self.name(name)))
        known = self._findings.get(name)
        if known is None:
            return own
        number, finding = known
        side = finding.get("location", {}).get("breast")
        if side is None or side == self._side_of(path):
            return own
        breast = Phrase(self.words.text("breast", side)).says(
            pointer(("findings", number, "location", "breast"))
        )
        return fill(
            self.words.text("reference", "finding_of"),
            {"name": Phrase(self.name(name)), "breast": breast},
        )

    def _side_of(self, path: Path) -> str | None:
        owner: Any = self.document
        for part in path[:2]:
            owner = owner[part]
        side = owner.get("breast") or owner.get("location", {}).get("breast")
        return side if isinstance(side, str) else None

    def exam(self, path: Path, name: str) -> Phrase:
        """Name an exam, with its modality where a finding has not said it."""
        known = self._exams.get(name)
        if known is None or path[0] in ("findings", "absent"):
            return fill(self.words.text("reference", "exam"), Phrase(self.name(name)))
        modality = Phrase(self.words.text("modality", known["modality"]))
        slots = {"modality": modality, "name": Phrase(self.name(name))}
        return fill(self.words.text("reference", "exam_of"), slots)

    def name(self, text: str) -> str:
        """Return a name or an id as it stands, quoted where it is not one plain word."""
        return text if _SIMPLE.fullmatch(text) else self.quoted(text)

    def quoted(self, text: str) -> str:
        """Return a text of the report in quotation marks, on one line, nothing of it hidden."""
        return self.words.text("form", "quote").format(visible(" ".join(text.split())))

    def number(self, value: float) -> str:
        """Return a number with the decimal sign of the language."""
        text = str(int(value)) if float(value).is_integer() else repr(float(value))
        return text.replace(".", self.words.text("form", "decimal"))

    def _clock(self, hour: float) -> str:
        return f"{int(hour)}{':30' if hour % 1 else ''}"

    def _extensions(self, path: Path, values: Mapping[str, Any]) -> Phrase:
        def one(key: str) -> Phrase:
            value = json.dumps(values[key], ensure_ascii=False, sort_keys=True)
            return Phrase(f"{key} {self.quoted(value)}").says(pointer((*path, key)))

        return join(self.words.text("form", "list"), map(one, sorted(values)))

    # ---- what is missing

    def _missing(self, what: str, path: Path) -> None:
        self.issues.append(
            Issue(
                "word_not_translated",
                Severity.ERROR,
                pointer(path),
                f"The language {self.words.language.value!r} has no words for {what!r}.",
                "Add the row to the table of the language, or choose another language.",
            )
        )

    def text(self, table: str, key: str, path: Path = ()) -> Phrase:
        """Return a text of the table; a missing one is an issue."""
        try:
            return Phrase(self.words.text(table, key))
        except NoWord as lack:
            self._missing(str(lack.args[0]), path)
            return EMPTY

    def each(self, name: str) -> Iterator[tuple[Path, Any]]:
        """Yield the items of a list of the report with their paths."""
        for number, item in enumerate(self.document.get(name, ())):
            yield (name, number), item


def _first(pair: tuple[Any, Phrase]) -> Any:
    return pair[0]
