"""YAML of a package to plain lists, dicts and strings: every fault found, nothing executed."""

from collections.abc import Iterator

import yaml

from app.protocols.faults import Fault, Problem

DEEPEST = 24

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""What a file holds before it has types; None where a fault was noted instead."""

_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: str, content: bytes, faults: list[Fault]) -> Plain:
    """The content of `file`, adding to `faults` what is wrong; None when nothing can be read.

    Built from parser events, so that no tag, alias or implicit type ever takes effect: all scalars
    stay text, without white space around them, and the format decides their type.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        faults.append(Fault(file, "$", Problem.NOT_UTF8, f"{error.start}"))
        return None
    try:
        return _Reading(file, yaml.parse(text, Loader=_Parser), faults).document()
    except (yaml.YAMLError, _TooDeep) as error:
        faults.append(_fault_of(file, error))
        return None


class _TooDeep(Exception):
    """Nesting beyond what a package can mean; parsing stops."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class _Reading:
    """One pass over the events of one file."""

    def __init__(self, file: str, events: Iterator[yaml.Event], faults: list[Fault]) -> None:
        self._file, self._events, self._faults = file, events, faults

    def document(self) -> Plain:
        """The one document of the stream; a second is a fault."""
        read: Plain = None
        count = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self._value(next(self._events), "$", 0)
                read = value if count == 0 else read
                count += 1
        if count != 1:
            self._note("$", Problem.NOT_YAML, f"--- × {count}")
        return read

    def _value(self, event: yaml.Event, path: str, depth: int) -> Plain:
        if depth > DEEPEST:
            raise _TooDeep(path)
        if isinstance(event, yaml.AliasEvent):
            self._note(path, Problem.ALIAS, f"*{event.anchor}")
            return None
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        text = event.value if isinstance(event, yaml.ScalarEvent) else ""
        return str(text).strip()

    def _list(self, path: str, depth: int) -> list[Plain]:
        values: list[Plain] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, f"{path}[{len(values)}]", depth + 1))
        return values

    def _mapping(self, path: str, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, path, depth + 1)
            name = key if isinstance(key, str) else ""
            value = self._value(next(self._events), f"{path}.{name}", depth + 1)
            if not isinstance(key, str):
                self._note(path, Problem.NOT_YAML, "? : key")
            elif name in values:
                self._note(f"{path}.{name}", Problem.DUPLICATE_KEY, name)
            else:
                values[name] = value
        return values

    def _note(self, path: str, problem: Problem, detail: str) -> None:
        self._faults.append(Fault(self._file, path, problem, detail))


def _fault_of(file: str, error: yaml.YAMLError | _TooDeep) -> Fault:
    if isinstance(error, _TooDeep):
        return Fault(file, error.path, Problem.TOO_DEEP, str(DEEPEST))
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        detail = f"{mark.line + 1}:{mark.column + 1} {error.problem or ''}".strip()
        return Fault(file, "$", Problem.NOT_YAML, detail)
    return Fault(file, "$", Problem.NOT_YAML, str(error).splitlines()[0])
