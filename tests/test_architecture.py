"""The house keeps its order: floors, sizes, names, and nothing in the tree that is not ours."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import official_numbers
from tests.sources import ROOT, Module, length, modules, tracked_files

MODULE_LINES = 400
FUNCTION_LINES = 40
EMPTY_NAMES = {"base", "common", "data", "handle", "helper", "info", "manager", "process", "utils"}
EMPTY_WORDS = re.compile(
    r"(^|_)(helpers?|managers?|utils?)(_|$)|(Helper|Manager|Utils?)(s?)($|[A-Z])"
)
QT_MODEL_METHOD = re.compile(r"ui/models/\w+\.py data")
MAY_PRINT = (
    "app/__main__.py",
    "app/commands",
    "app/node/__main__.py",
    "ui/demo",
    "ui/translating.py",
)
OUTSIDE_WORLD = {"io", "logging", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess"}
MACHINE_PATHS = [r"(?<![\w.])/wo" + "rk/", "/tmp/int" + "yga", r"(?<![\w.])/ro" + "ot/"]
REGISTRY = re.compile(
    "|".join([r"https?://\S*/sim" + r"ple\b", "files\\.python" + "hosted", "--ind" + "ex-url"])
)
PERSON_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.])((?:18|19|20)\d{6}|\d{6}(?=[-+]))[-+]?(\d{4})(?![0-9A-Za-z])"
)
FREE_NUMBERS = {"7010632391", "9920043910", "9920063372", "9920083232"}


def test_every_floor_leans_only_on_floors_below() -> None:
    """Layers, forbidden imports, no cycles: the contracts stand in pyproject.toml.

    In a process of its own, because import-linter switches every other logger off.
    """
    code = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_logo=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_domain_imports_only_itself_and_what_does_no_input_or_output() -> None:
    allowed = sys.stdlib_module_names - OUTSIDE_WORLD
    wrong = [
        f"{module.path} imports {name}"
        for module in modules("app")
        if module.path.startswith("app/domain/")
        for name in _imported(module)
        if not name.startswith("app.domain") and name.split(".")[0] not in allowed
    ]
    assert not wrong


def test_no_module_is_longer_than_its_ceiling() -> None:
    lines = {module.path: module.text.count("\n") for module in modules()}
    assert not {path: count for path, count in lines.items() if count > MODULE_LINES}


def test_no_function_is_longer_than_its_ceiling() -> None:
    wrong = [
        f"{module.path}:{function.lineno} {function.name} {length(function)}"
        for module in modules()
        for function in module.functions()
        if length(function) > FUNCTION_LINES
    ]
    assert not wrong


def test_every_module_begins_with_a_docstring_of_one_line() -> None:
    said = {module.path: ast.get_docstring(module.tree, clean=False) for module in modules()}
    assert not [path for path, words in said.items() if not words or "\n" in words]


def test_every_public_class_and_function_says_what_it_is() -> None:
    assert not [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules("app", "ui")
        for node in _public(module.tree)
        if not ast.get_docstring(node) and not _called_by_qt(node.name)
    ]


def test_no_name_is_empty_of_meaning() -> None:
    names = {
        f"{module.path} {name}"
        for module in modules("app", "ui", "dev.py")
        for name in [Path(module.path).stem, *_defined(module)]
        if name.lower().rstrip("s") in {n.rstrip("s") for n in EMPTY_NAMES}
        or EMPTY_WORDS.search(name)
    }
    assert not {name for name in names if not QT_MODEL_METHOD.fullmatch(name)}


def test_only_the_command_line_prints() -> None:
    assert not [
        f"{module.path}:{node.lineno}"
        for module in modules("app", "ui")
        if not module.path.startswith(MAY_PRINT)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]


def test_an_expected_error_carries_fields_and_no_prose() -> None:
    wrong = [
        f"{module.path}:{node.lineno} {node.name}"
        for module, node in _user_errors()
        if any(map(_is_prose, ast.walk(node)))
    ]
    assert not wrong


def test_no_broad_except_swallows_a_bug() -> None:
    assert not [
        f"{module.path}:{node.lineno}"
        for module in modules("app", "ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _passes_on(node)
    ]


def test_no_list_is_a_table_widget() -> None:
    assert not [m.path for m in modules("ui") if re.search(r"\bQTable" + "Widget", m.text)]


def test_no_registry_address_and_no_path_of_a_machine_is_in_the_tree() -> None:
    patterns = re.compile("|".join([REGISTRY.pattern, *MACHINE_PATHS]))
    assert not [
        f"{path}: {found.group()}"
        for path, text in _texts()
        for found in [patterns.search(text)]
        if found
    ]


def test_every_identity_number_in_the_tree_is_an_official_test_number() -> None:
    """I12: a real person's number has no place here; the official ones are in tests/data/."""
    official = {number.personnummer[2:] for number in official_numbers()} | FREE_NUMBERS
    wrong = [
        f"{path}: {found.group()}"
        for path, text in _texts()
        if path != "data/demo/test_persons.csv"
        for found in PERSON_NUMBER.finditer(text)
        for digits in [found.group(1)[-6:] + found.group(2)]
        if _could_be_a_person(digits) and digits not in official
    ]
    assert not wrong


@pytest.mark.parametrize("folder", ["app", "ui", "data", "tests", "packaging"])
def test_every_top_folder_has_a_half_page_that_says_where_to_start(folder: str) -> None:
    lines = (ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert 5 <= len(lines) <= 60


def _imported(module: Module) -> list[str]:
    names = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def _defined(module: Module) -> list[str]:
    return [node.name for node in (*module.functions(), *module.classes())]


def _public(tree: ast.Module | ast.ClassDef) -> list[ast.FunctionDef | ast.ClassDef]:
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += _public(node)
    return found


def _called_by_qt(name: str) -> bool:
    return name[0].islower() and name != name.lower()


def _user_errors() -> list[tuple[Module, ast.ClassDef]]:
    known, found = {"UserError"}, {}
    before = -1
    while len(known) > before:
        before = len(known)
        for module in modules("app", "ui"):
            for node in module.classes():
                if known & {ast.unparse(parent).split(".")[-1] for parent in node.bases}:
                    known.add(node.name)
                    found[module.path, node.name] = (module, node)
    return list(found.values())


def _is_prose(node: ast.AST) -> bool:
    """Words handed to the parent, or a `__str__` that makes some."""
    if isinstance(node, ast.FunctionDef):
        return node.name == "__str__"
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__":
        return any(isinstance(part, ast.JoinedStr) or _has_words(part) for part in node.args)
    return False


def _has_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """It raises again, or hands the error itself to somebody."""
    inside = [node for statement in handler.body for node in ast.walk(statement)]
    used = any(isinstance(node, ast.Name) and node.id == handler.name for node in inside)
    return used or any(isinstance(node, ast.Raise) for node in inside)


def _texts() -> list[tuple[str, str]]:
    """Path and text of every tracked file that is text and written by a person."""
    found = []
    for file in tracked_files():
        if file.suffix not in {".lock", ".svg", ".pdf", ".png", ".ttf"}:
            try:
                text = file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            found.append((file.relative_to(ROOT).as_posix(), text))
    return found


def _could_be_a_person(digits: str) -> bool:
    """Ten digits with a right check digit and a month and day that exist (day + 60 too)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    month, day = int(digits[2:4]), int(digits[4:6]) % 60
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0 and 1 <= month <= 12 and 1 <= day <= 31
