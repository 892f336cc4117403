"""A table: a total function from facts to an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from birads.acr_criteria.table._answer import Answer, Missing, Option, Status
from birads.acr_criteria.table._boxes import Axis, Masks
from birads.acr_criteria.table._decide import Decision, Rules
from birads.acr_criteria.table._domain import bounds_of, within
from birads.acr_criteria.table._facts import Fact
from birads.acr_criteria.table._file import TopicFile
from birads.acr_criteria.table._join import Joined, Joiner
from birads.acr_criteria.table._notes_file import NotesFile
from birads.acr_criteria.table._options import agreed, nothing_suggested
from birads.acr_criteria.table._rows import Kind
from birads.tables._review import ReviewState

__all__ = ["Table"]

_MOST_REMEMBERED: Final = 20_000
Key = tuple[Any, ...]


@attrs.frozen(eq=False)
class Table:
    """A topic, compiled: ``answer`` never fails, whatever the facts are.

    What it remembers is bounded, belongs to it, and is kept by answers of facts, never by ids.
    """

    file: TopicFile
    review: ReviewState
    notes: NotesFile | None
    known: Mapping[str, Fact]
    axes: tuple[Axis, ...]
    rules: Rules
    joiner: Joiner | None
    options: Mapping[int, tuple[Option, ...]]
    titles: Mapping[int, str]
    soft: tuple[tuple[int, int, Any], ...]
    _lookups: tuple[tuple[str, Mapping[Any, Any], Callable[[Any], Any]], ...] = attrs.field(
        init=False, repr=False
    )
    _memo: dict[Key, Answer] = attrs.field(factory=dict, init=False, repr=False)

    @_lookups.default
    def _every_lookup(self) -> tuple[tuple[str, Mapping[Any, Any], Callable[[Any], Any]], ...]:
        """Return for each fact what stands for a word that no row tells from it.

        The words of a joined fact are shown one by one, and stand for themselves.
        """
        joined = self.joiner.fact if self.joiner is not None else None
        return tuple(
            (
                axis.fact.name,
                {word: word for word in axis.named}
                | ({} if axis.fact.name == joined else axis.alike()),
                axis.key,
            )
            for axis in self.axes
        )

    @property
    def id(self) -> str:
        """Return the id of the topic."""
        return self.file.topic.id

    @property
    def revision(self) -> str:
        """Return the revision of the topic."""
        return self.file.topic.revision

    @property
    def key(self) -> str:
        """Return ``id.revision``."""
        return f"{self.id}.{self.revision}"

    @property
    def row_facts(self) -> tuple[Fact, ...]:
        """Return the facts that choose a variant: those asked by rows other than the scope."""
        names = {
            name
            for row in self.rules.rows
            if row.kind is not Kind.SCOPE
            for _, name, _ in row.conditions()
        }
        joined = {self.joiner.fact} if self.joiner is not None else set()
        return tuple(fact for fact in self.facts if fact.name in names | joined)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts that the rows ask, in the order in which the rows name them."""
        return tuple(axis.fact for axis in self.axes)

    def answer(self, facts: Mapping[str, Any]) -> Answer:
        """Return the answer to facts; ``None``, or no entry, is not stated and never no.

        Facts that no row asks are passed over. A value that is none of a fact's answers
        satisfies no row that asks for it.
        """
        key = self._key(facts)
        found = self._memo.get(key)
        if found is None:
            found = self._work_out(key)
            if len(self._memo) >= _MOST_REMEMBERED:
                self._memo.pop(next(iter(self._memo)))
            self._memo[key] = found
        return found

    def answers(self, facts: Mapping[str, Any]) -> tuple[Answer, ...]:
        """Return one answer for each row that holds, where several words of a fact let several.

        Everywhere else this is the one answer of ``answer``.
        """
        whole = self.answer(facts)
        key = self._key(facts)
        holding = self._decided(key).decision.holding
        if whole.status is not Status.UNDETERMINED or len(holding) < 2:  # noqa: PLR2004 - several
            return (whole,)
        rows = (self.rules.rows[number] for number in holding)
        others = set(whole.candidates)
        return tuple(
            self._answer(
                Joined(
                    Decision(
                        Status.MATCH, row.variant, row.id, tuple(sorted(others - {row.variant}))
                    )
                ),
                key,
            )
            for row in rows
        )

    def _key(self, facts: Mapping[str, Any]) -> Key:
        key: list[Any] = []
        for name, stands, key_of in self._lookups:
            value = facts.get(name)
            if value is None:
                key.append(None)
            elif type(value) is str and value in stands:  # nearly all; spares a call
                key.append(stands[value])
            else:
                key.append(_stands_for(key_of(value), stands))
        return tuple(key)

    def _work_out(self, key: Key) -> Answer:
        joined = self._decided(key)
        return attrs.evolve(self._answer(joined, key), missing=self._missing(joined.decision, key))

    def _answer(self, joined: Joined, key: Key) -> Answer:
        """Return a decision with the options and the title of the variants that it names."""
        decision = joined.decision
        meant = self._meant(decision)
        return Answer(
            status=decision.status,
            variant=decision.variant,
            row=decision.row,
            title=self.titles[decision.variant] if decision.variant is not None else None,
            candidates=decision.candidates,
            reasons=decision.reasons,
            options=agreed(meant),
            no_imaging=nothing_suggested(meant),
            soft=tuple(self._soft(decision, key)),
            review=decision.review,
            parts=joined.parts,
        )

    def _meant(self, decision: Decision) -> list[tuple[Option, ...]]:
        if decision.variant is not None:
            return [self.options[decision.variant]]
        if decision.status is Status.UNDETERMINED:
            return [self.options[number] for number in decision.candidates]
        return []

    def _soft(self, decision: Decision, key: Key) -> Iterator[str]:
        for number, axis, bounds in self.soft:
            if number == decision.variant and isinstance(key[axis], int):
                bands = self.axes[axis].bands
                sample = bands.samples[key[axis]] if bands else None
                if sample is not None and within(sample, bounds):
                    yield self.axes[axis].fact.name

    def _decided(self, key: Key) -> Joined:
        return self._decide(
            key, [axis.masks(part) for axis, part in zip(self.axes, key, strict=True)]
        )

    def _decide(self, key: Key, masks: Sequence[Masks]) -> Joined:
        """Decide; the words of a joined fact one by one, all other facts as they are masked."""
        joiner = self.joiner
        if joiner is None:
            return Joined(self.rules.decide(masks))
        place = next(n for n, axis in enumerate(self.axes) if axis.fact.name == joiner.fact)
        axis, stated = self.axes[place], key[place]
        words: Iterable[Any] = () if stated is None else (stated,)
        if isinstance(stated, frozenset):
            words = stated

        def one(word: Any) -> Decision:
            return self.rules.decide([*masks[:place], axis.masks(word), *masks[place + 1 :]])

        return joiner.decide(words, one)

    def _missing(self, decision: Decision, key: Key) -> tuple[Missing, ...]:
        """Return the facts left open that alone would change a decision that is not a match."""
        if decision.status in {Status.MATCH, Status.NOT_COVERED}:
            return ()
        masks = [axis.masks(part) for axis, part in zip(self.axes, key, strict=True)]
        if self.joiner is not None and not self._is_stated(self.joiner.fact, key):
            name = self.joiner.fact
            return (Missing(name, would_decide=False, leaves=len(self.titles)),)
        out = []
        for place, axis in enumerate(self.axes):
            others = self._turned_out(place, axis, key, masks)
            if any(other.changed(decision) for other in others):
                out.append(_missing(axis.fact.name, others))
        return tuple(out)

    def _turned_out(
        self, place: int, axis: Axis, key: Key, masks: Sequence[Masks]
    ) -> list[Decision]:
        """Return the decision for each answer that a key leaves open.

        That the table might not speak at all is no question of its own: such ends are left out.
        """
        ends = (
            self._decide(key, [*masks[:place], ending, *masks[place + 1 :]])
            for ending in axis.endings(key[place])
        )
        return [end.decision for end in ends if end.decision.status is not Status.NOT_COVERED]

    def _is_stated(self, fact: str, key: Key) -> bool:
        place = next(n for n, axis in enumerate(self.axes) if axis.fact.name == fact)
        return key[place] not in (None, frozenset())


def _stands_for(key: Any, stands: Mapping[Any, Any]) -> Any:
    """Return the key of words that stand for those of a key."""
    if not isinstance(key, frozenset):
        return stands.get(key, key)
    words = frozenset(stands.get(word, word) for word in key)
    return next(iter(words)) if len(words) == 1 else words


def _missing(fact: str, others: Sequence[Decision]) -> Missing:
    left = [
        len({*other.candidates, *filter(None, (other.variant,))})
        if other.status is Status.UNDETERMINED
        else 1
        for other in others
    ]
    decided = all(other.status is not Status.UNDETERMINED for other in others)
    return Missing(fact, decided, max(left))


def soft_of(file: TopicFile, axes: Sequence[Axis]) -> tuple[tuple[int, int, Any], ...]:
    """Return the soft parts of ranges: the variant, the place of the fact, the bounds."""
    place = {axis.fact.name: number for number, axis in enumerate(axes)}
    return tuple(
        (variant.number, place[fact], bounds_of(condition))
        for variant in file.variant
        for fact, condition in variant.soft.items()
    )
