"""Bring the catalogues up to date with the code: `python -m ui.translating [module …]`."""

import ast
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from ui.language import Entry, catalogue_files, read_catalogue
from ui.paths import TRANSLATIONS

CODE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Said:
    """A text the code says; `counted` when it holds %n."""

    text: str
    line: int
    counted: bool


def texts_of(module: Path) -> list[Said]:
    """Every translated text of a module; ValueError where tr() gets something that is no text."""
    tree = ast.parse(module.read_text(encoding="utf-8"), str(module))
    said = [_said(module, call) for call in ast.walk(tree) if _speaks(call)]
    return sorted(said, key=lambda one: one.line)


def modules() -> list[Path]:
    """The modules of ui/ that can speak."""
    skipped = {"language.py", "translating.py"}
    return sorted(path for path in CODE.rglob("*.py") if path.name not in skipped)


def catalogue_of(module: Path) -> Path:
    """Where the wordings of a module lie."""
    return TRANSLATIONS / module.relative_to(CODE).with_suffix(".json")


def updated(module: Path, known: dict[str, Entry]) -> dict[str, Entry]:
    """The module's catalogue as it should be: its texts in order, with the wordings known."""
    catalogue: dict[str, Entry] = {}
    for said in texts_of(module):
        empty: Entry = {"sv": [said.text, said.text], "en": ["", ""]} if said.counted else ""
        catalogue[said.text] = known.get(said.text) or empty
    return catalogue


def missing(catalogue: dict[str, Entry]) -> list[str]:
    """The texts that have no English yet, or lack a form."""
    return [text for text, entry in catalogue.items() if not _complete(entry)]


def update(module: Path) -> list[str]:
    """Write the module's catalogue; returns the texts still without English."""
    path = catalogue_of(module)
    known = _wordings() | (read_catalogue(path) if path.is_file() else {})
    catalogue = updated(module, known)
    if catalogue:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(catalogue, ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, encoding="utf-8")
    elif path.is_file():
        path.unlink()
    return missing(catalogue)


def main(arguments: list[str]) -> int:
    """Update the modules named (all without arguments); 1 while wordings are missing.

    Adds what is new with empty English, drops what is gone, keeps every wording there is, and
    lists what still has to be written.
    """
    wanted = [Path(argument).resolve() for argument in arguments] or modules()
    lacking = 0
    for module in wanted:
        for text in update(module):
            lacking += 1
            print(f"{catalogue_of(module).relative_to(TRANSLATIONS)}: {text}")
    print(f"{lacking} texts lack English." if lacking else "Every text is translated.")
    return 1 if lacking else 0


def _wordings() -> dict[str, Entry]:
    """What other modules already say in English: one text has one wording."""
    found: dict[str, Entry] = {}
    for path in catalogue_files():
        found |= {text: entry for text, entry in read_catalogue(path).items() if _complete(entry)}
    return found


def _speaks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else None
    if isinstance(node.func, ast.Name):
        name = node.func.id
    return name == "marked" or (name == "tr" and bool(node.args) and _literal(node.args[0]))


def _literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp)


def _said(module: Path, node: ast.AST) -> Said:
    assert isinstance(node, ast.Call)
    first = node.args[0]
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        raise ValueError(f"{module}:{node.lineno}: tr() takes a plain text, put values in later")
    return Said(first.value, node.lineno, "%n" in first.value)


def _complete(entry: Entry) -> bool:
    if isinstance(entry, str):
        return bool(entry)
    return all(len(forms) == 2 and all(forms) for forms in entry.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
