"""The repository as its own tests see it: tracked files, parsed modules, definitions."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path from the root with slashes, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


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
