"""Every text of a package: normal form C, and nothing in it that cannot be seen."""

import unicodedata
from collections.abc import Iterator

from app.protocols.faults import Fault, Problem
from app.protocols.yaml_reading import Plain

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def check_characters(file: str, plain: Plain, faults: list[Fault]) -> None:
    """Adds a fault for each text that is not in NFC or holds a control or format character."""
    for path, text in _texts(plain, "$"):
        if not unicodedata.is_normalized("NFC", text):
            faults.append(Fault(file, path, Problem.NOT_NFC))
        if (unseen := _unseen(text)) is not None:
            detail = f"U+{ord(unseen):04X}"
            faults.append(Fault(file, path, Problem.HIDDEN_CHARACTER, detail))


def _unseen(text: str) -> str | None:
    """The first character that nobody sees, a new line apart."""
    if text.isprintable():  # nearly every text, and nothing printable is unseen
        return None
    return next((c for c in text if c != "\n" and unicodedata.category(c) in _UNSEEN), None)


def _texts(plain: Plain, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(plain, str):
        yield path, plain
    elif isinstance(plain, list):
        for index, entry in enumerate(plain):
            yield from _texts(entry, f"{path}[{index}]")
    elif isinstance(plain, dict):
        for name, entry in plain.items():
            yield f"{path}.{name}", name
            yield from _texts(entry, f"{path}.{name}")
