"""The repository as its own tests see it: tracked files, parsed modules, definitions."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Function = ast.FunctionDef | ast.AsyncFunctionDef
_HOLDING = ast.stmt | ast.ExceptHandler | ast.match_case


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path from the root with slashes, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in definitions(self) if not isinstance(node, ast.ClassDef))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class, nested ones too."""
        return (node for node in definitions(self) if isinstance(node, ast.ClassDef))


@cache
def definitions(module: Module) -> tuple[Function | ast.ClassDef, ...]:
    """Everything that is defined in a module; no expression holds a definition."""
    found, sought = list[Function | ast.ClassDef](), list[ast.AST]([module.tree])
    while sought:
        for node in ast.iter_child_nodes(sought.pop()):
            if isinstance(node, Function | ast.ClassDef):
                found.append(node)
            if isinstance(node, _HOLDING):
                sought.append(node)
    return tuple(found)


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files git knows, as far as they are there."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    named = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(file for file in named if file.is_file())


def modules(*tops: str) -> tuple[Module, ...]:
    """The tracked Python files under these top folders; every one where none is named."""
    paths = (file.relative_to(ROOT).as_posix() for file in tracked_files() if file.suffix == ".py")
    return tuple(_parsed(path) for path in paths if not tops or path.split("/")[0] in tops)


@cache
def _parsed(path: str) -> Module:
    text = (ROOT / path).read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text, path))


def length(node: Function | ast.ClassDef) -> int:
    """Lines from `def` or `class` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
