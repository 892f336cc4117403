"""Compile a topic: its table, its notes, and what the steps of a workup look up in it.

Two rows that answer the same facts, a variant, a procedure or a word that is not there: each is a
problem of the file, found here and never in front of a report.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from birads.acr_criteria._notes import Notes, notes_for
from birads.acr_criteria._workup import RadiationDose
from birads.acr_criteria.table._answer import Answer, Option
from birads.acr_criteria.table._asked import Asked, ask
from birads.acr_criteria.table._boxes import Axis
from birads.acr_criteria.table._categories import categories
from birads.acr_criteria.table._facts import Subject
from birads.acr_criteria.table._file import Conditional, SummaryRule, TopicFile, VariantRow
from birads.acr_criteria.table._load import (
    NOTES,
    FileSource,
    NotesSource,
    Source,
    compile_table,
    read_notes_source,
    read_source,
)
from birads.acr_criteria.table._notes_file import NotesFile
from birads.acr_criteria.table._table import Table
from birads.report._shape._memory import Memory
from birads.tables._review import ReviewState

if TYPE_CHECKING:
    from birads.acr_criteria._kept import Kept
    from birads.acr_criteria._kept_explanation import KeptExplanation
    from birads.acr_criteria._kept_patterns import KeptPattern

__all__ = [
    "Topic",
    "bundled",
    "bundled_file",
    "bundled_key",
    "bundled_names",
    "compile_topic",
    "topic_from",
]

DEFAULT: Final = "breast-microcalcifications.2009"


@attrs.frozen(eq=False)
class Topic:
    """A compiled topic: the function from facts to an answer, and the tables that results quote.

    ``row_facts`` are the facts that choose a variant, ``scope`` the rows of what is left out.
    ``depending`` names the procedures of a variant whose step can carry a condition, ``low`` the
    variants that suggest no procedure, ``doses`` the radiation of each procedure. ``changes``
    remembers, within bounds, how facts would become a variant, ``memory``, ``with_current`` and
    ``explanations`` whole answers by the shape of the report, ``patterns`` the answers of its
    patterns; all go with the topic. ``beside`` are the facts of the patient and the breast that
    an answer for a pattern asks, ``None`` where a step depends on one.
    """

    table: Table
    notes: Notes
    variants: Mapping[int, VariantRow]
    conditions: Mapping[str, Conditional]
    proof: Conditional | None
    doses: Mapping[str, RadiationDose | None]
    scope: Asked
    rules: Asked
    row_facts: tuple[str, ...]
    depending: Mapping[int, tuple[str, ...]]
    low: frozenset[int]
    benign: frozenset[str]
    axes: Mapping[str, Axis]
    beside: tuple[str, ...] | None
    changes: dict[Hashable, dict[str, str] | None] = attrs.field(factory=dict, repr=False)
    memory: Memory[Kept] = attrs.field(init=False, factory=Memory, repr=False)
    with_current: Memory[Kept] = attrs.field(init=False, factory=Memory, repr=False)
    explanations: Memory[KeptExplanation] = attrs.field(init=False, factory=Memory, repr=False)
    patterns: Memory[KeptPattern] = attrs.field(init=False, factory=Memory, repr=False)

    @property
    def file(self) -> TopicFile:
        """The topic, as its file states it."""
        return self.table.file

    @property
    def review(self) -> ReviewState:
        """What the signatures of the file prove."""
        return self.table.review

    @property
    def id(self) -> str:
        """The topic's id."""
        return self.file.topic.id

    @property
    def revision(self) -> str:
        """The topic's revision."""
        return self.file.topic.revision

    @property
    def key(self) -> str:
        """``id.revision``."""
        return self.table.key

    @property
    def summary_rules(self) -> Mapping[str, SummaryRule]:
        """The summary rules by id."""
        return {rule.id: rule for rule in self.file.summary_rule}

    @property
    def joined(self) -> str | None:
        """The fact whose words are answered one by one, if there is one."""
        return self.table.joiner.fact if self.table.joiner is not None else None

    def outside(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return why the table does not speak of facts at all; nothing where it does."""
        rows = self.file.scope
        return tuple(dict.fromkeys([rows[place].reason for place in self.scope.holding(values)]))

    def answer(self, values: Mapping[str, Any]) -> Answer:
        """Return what the rows answer, whether or not the table speaks of such a case."""
        return self.table.answer({name: values.get(name) for name in self.row_facts})

    def options(self, variant: int) -> tuple[Option, ...]:
        """Return what a variant says of each procedure, in the order of the file."""
        return self.table.options[variant]

    def lead_rating(self, variant: int | None) -> int | None:
        """Return how a variant rates the topic's lead procedure."""
        lead = self.file.topic.lead
        return None if variant is None or lead is None else self.rating(variant, lead)

    def rating(self, variant: int, procedure: str) -> int | None:
        """Return how a variant rates a procedure, if it does."""
        found = (one.rating for one in self.options(variant) if one.procedure == procedure)
        return next(found, None)

    def review_of(self, answer: Answer) -> str:
        """Return the review of the row that answered: reviewed only where the file's holds."""
        signed = self.review is ReviewState.REVIEWED and answer.review is not None
        return str(answer.review) if signed else ReviewState.DRAFT.value


def compile_topic(file: TopicFile, notes: NotesFile | None = None) -> Topic:
    """Return the compiled topic.

    Raises:
        InvalidTopic: The rows overlap, name what is not there, or contradict each other.
    """
    return topic_from(FileSource(file), None if notes is None else FileSource(notes))


def topic_from(source: Source, notes: NotesSource | None = None) -> Topic:
    """Return the compiled topic of a file that was read.

    Raises:
        InvalidTopic: As ``compile_topic`` does; problems have their line.
    """
    if notes is None:
        notes = _of_the_same_topic(source.file)
    table = compile_table(source, notes)
    file = table.file
    shown = notes_for(table)
    rules = ask(file.summary_rule, table.known)
    return Topic(
        table=table,
        notes=shown,
        variants={v.number: v for v in file.variant},
        conditions={c.id: c for c in file.condition},
        proof=next((c for c in file.condition if c.of == "proof"), None),
        doses=_doses(file),
        scope=ask(file.scope, table.known),
        rules=rules,
        row_facts=tuple(fact.name for fact in table.row_facts),
        depending={v.number: _depending(v, table) for v in file.variant},
        low=frozenset(
            number
            for number, options in table.options.items()
            if not any(option.suggested for option in options)
        ),
        axes=MappingProxyType({axis.fact.name: axis for axis in table.axes}),
        benign=frozenset(word for join in file.join.values() for word in join.ignored),
        beside=_beside(table, (*rules.facts, *shown.of_pattern.asked.facts)),
    )


_OF_FINDINGS: Final = frozenset({Subject.ANSWER, Subject.CALCIFICATIONS, Subject.FINDING})


def _beside(table: Table, asked: Iterable[str]) -> tuple[str, ...] | None:
    """Return the facts that are of no finding; ``None`` where a condition of a step asks one."""
    file = table.file
    demands = [one.requires for one in file.condition]
    demands += [one.requires for one in file.summary_rule]
    of_steps = {name for requires in demands for demand in requires for name in demand}

    def outside(names: Iterable[str]) -> tuple[str, ...]:
        known = (table.known.get(name) for name in names)
        return tuple(f.name for f in known if f is not None and not f.of & _OF_FINDINGS)

    if outside(of_steps):
        return None
    return outside(dict.fromkeys((*(fact.name for fact in table.row_facts), *asked)))


def _depending(variant: VariantRow, table: Table) -> tuple[str, ...]:
    """Return the procedures whose step can depend on something: a comment, a proof, a stage."""
    top = next(iter(categories()))
    return tuple(
        option.procedure
        for option in table.options[variant.number]
        if option.procedure in variant.conditions or option.category == top
    )


def _doses(file: TopicFile) -> Mapping[str, RadiationDose | None]:
    levels = {radiation.level: radiation for radiation in file.radiation}
    out: dict[str, RadiationDose | None] = {}
    for name, procedure in file.procedures.items():
        level = procedure.rrl
        range_of = levels.get(level) if level is not None else None
        out[name] = (
            None
            if level is None
            else RadiationDose(
                level=level,
                adult_msv=range_of.adult_msv if range_of else None,
                pediatric_msv=range_of.pediatric_msv if range_of else None,
            )
        )
    return MappingProxyType(out)


def _of_the_same_topic(file: TopicFile) -> NotesSource | None:
    """Return the notes of the bundled topic that a file is another revision of.

    Rows that ask what the file does not have are left out.
    """
    homes = (shelf / file.topic.id for shelf in _shelves())
    folder = next((home for home in homes if home.is_dir()), None)
    if folder is None:
        return None
    last = max((one.name for one in folder.iterdir() if (one / NOTES).is_file()), default=None)
    if last is None:
        return None
    notes = read_notes_source((folder / last / NOTES).read_bytes()).file
    numbers = {variant.number for variant in file.variant}
    kept = tuple(note for note in notes.note if numbers.issuperset(note.variants))
    return FileSource(notes.model_copy(update={"note": kept}), name=NOTES)


def _topics() -> Traversable:
    return resources.files("birads.acr_criteria") / "data" / "topics"


def _shelves() -> tuple[Traversable, ...]:
    """Return the folders that hold topics; the pack of current topics may have been removed."""
    pack = resources.files("birads.acr_criteria") / "data" / "current"
    return (_topics(), pack) if pack.is_dir() else (_topics(),)


@cache
def bundled_names() -> tuple[str, ...]:
    """Return the topics that this package ships, by ``id.revision``, as their folders lie."""
    return tuple(
        sorted(
            f"{topic.name}.{revision.name}"
            for shelf in _shelves()
            for topic in shelf.iterdir()
            if topic.is_dir()
            for revision in topic.iterdir()
            if (revision / "topic.toml").is_file()
        )
    )


def bundled_file(name: str) -> Path | None:
    """Return the file of a topic that this package ships, by ``id.revision`` or by its id alone.

    Of several revisions an id alone names the last; ``None`` where there is no such topic.
    """
    key = bundled_key(name)
    return Path(str(_home(key) / "topic.toml")) if key is not None else None


def bundled_key(name: str) -> str | None:
    """Return the ``id.revision`` of a topic that this package ships, as ``bundled_file`` does."""
    found = [key for key in bundled_names() if name in (key, key.partition(".")[0])]
    return max(found, default=None)


def _home(name: str) -> Traversable:
    topic, _, revision = name.partition(".")
    places = (shelf / topic / revision for shelf in _shelves())
    return next(place for place in places if (place / "topic.toml").is_file())


@cache
def bundled(name: str = DEFAULT) -> Topic:
    """Return a compiled topic that this package ships, by ``id.revision``.

    Raises:
        LookupError: There is no such topic.
    """
    if name not in bundled_names():
        raise LookupError(f"There is no bundled topic {name!r}. There are {bundled_names()}.")
    folder = _home(name)
    beside = folder / NOTES
    notes = read_notes_source(beside.read_bytes()) if beside.is_file() else None
    return topic_from(read_source((folder / "topic.toml").read_bytes(), name), notes)
