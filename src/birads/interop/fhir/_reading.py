"""Hold what is known while one Bundle is read: its resources, the ids given, the issues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from birads.interop._issue_list import IssueList
from birads.interop.fhir import _systems
from birads.interop.fhir._node import Node, Path, fhir_path
from birads.issue import Issue, Severity
from birads.pointer import join

if TYPE_CHECKING:
    from birads.interop._codes import Vocabulary

__all__ = ["Reading"]

_RELATIVE = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}")


_OF_BUNDLE = ("resourceType", "type", "entry", "id", "meta", "identifier", "timestamp", "language")
_OF_ENTRY = ("fullUrl", "resource", "id")
_TRANSPORT = ("link", "total", "signature", "search", "request", "response")
_MODIFIERS = ("modifierExtension", "implicitRules")


class Reading:
    """Find resources by their references, read codes, and collect the issues."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.issues = IssueList()
        self.resources: list[Node] = []
        self.ids: dict[tuple[str, Path], str] = {}
        self._by_url: dict[str, Node] = {}
        for key in tree:
            if key not in _OF_BUNDLE:
                self._beside((), key, "the Bundle")
        for number, entry in enumerate(tree.get("entry", [])):
            self._add(number, entry)
            for key in entry if isinstance(entry, dict) else ():
                if key not in _OF_ENTRY:
                    self._beside(("entry", number), key, "the entry")

    def _beside(self, path: Path, key: str, what: str) -> None:
        """Say what stands beside the resources: how they travel, or what changes their meaning."""
        if key in _MODIFIERS:
            self.note("fhir_modified", (*path, key), f"The meaning of {what} is modified.")
        else:
            severity = Severity.INFORMATION if key in _TRANSPORT else Severity.WARNING
            self.unread((*path, key), f"{key[:40]} of {what}", severity)

    def _add(self, number: int, entry: Any) -> None:
        path: Path = ("entry", number)
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
            self.unread(path, "an entry without a resource")
            return
        node = Node(resource, (*path, "resource"))
        self.resources.append(node)
        url = entry.get("fullUrl")
        names = [url] if isinstance(url, str) else []
        if isinstance(resource.get("id"), str):
            names.append(f"{resource['resourceType']}/{resource['id']}")
        for name in names:
            if name in self._by_url:
                self.note("fhir_url_twice", path, f"Two entries have the URL {name[:80]!r}.")
            else:
                self._by_url[name] = node

    def of_type(self, kind: str) -> list[Node]:
        """Return the resources of a type, in the order of the Bundle."""
        return [node for node in self.resources if node.peek("resourceType") == kind]

    def note(
        self, code: str, path: Path, message: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Add an issue about a place."""
        said = f"{message} ({fhir_path(path)})"
        self.issues.add(Issue(code, severity, join(path), said))

    def unread(self, path: Path, what: str, severity: Severity = Severity.WARNING) -> None:
        """Say that a place was not read."""
        self.note("fhir_not_read", path, f"Not read: {what}.", severity)

    def resolve(self, reference: Node) -> Node | None:
        """Return the resource that a reference leads to, inside the Bundle only."""
        url = reference.peek("reference")
        return self._by_url.get(url) if isinstance(url, str) else None

    def id_of(self, of: str, reference: Node) -> str | None:
        """Return the id of the exam or finding that a reference leads to."""
        found = self.resolve(reference)
        return None if found is None else self.ids.get((of, found.path))

    def codes(self, concept: Node) -> tuple[list[str], list[tuple[str, str]]]:
        """Return our own codes and the standard ones of a concept."""
        own, standard = [], []
        for one in concept.nodes("coding"):
            system, code = one.peek("system"), one.peek("code")
            if isinstance(system, str) and isinstance(code, str):
                if system == _systems.OWN:
                    own.append(code)
                elif system in _systems.DESIGNATORS:
                    standard.append((_systems.DESIGNATORS[system], code))
        return own, standard

    def word(self, concept: Node, words: Vocabulary) -> str | None:
        """Return the word that the codes mean; codes that mean different words mean none."""
        own, standard = self.codes(concept)
        found = [words.own.get(code) for code in own]
        if None in found:
            return None
        meant = {*found, *(words.read[code] for code in standard if code in words.read)}
        if len(meant) > 1:
            told = " and ".join(sorted(str(word) for word in meant))
            self.note("fhir_codes_differ", concept.path, f"The codes mean different words: {told}.")
            concept.whole()
            return None
        if not meant:
            return None
        concept.whole()
        return meant.pop()
