"""Guided conversations: the delivered one is sound, and everything that can be wrong is found."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from app.__main__ import main
from app.domain.conversation import HIGHEST
from app.protocols.conversation import guide_from_canonical, load_guide
from app.protocols.faults import Problem, ProtocolDamaged, ProtocolErrors
from tests.sources import ROOT

P = Problem
DELIVERED = ROOT / "data" / "conversations" / "SKF-1"
THEME = "themes/roller.yaml"


def test_the_delivered_conversation_asks_24_to_28_questions_in_six_themes() -> None:
    guide = load_guide(DELIVERED).guide
    assert len(guide.themes) == 6
    assert 24 <= len(guide.questions) <= 28
    assert all(len(question.steps) == HIGHEST for question in guide.questions)
    assert "inte en befintlig modell" in guide.label.sv


def test_what_is_kept_gives_the_same_conversation_back() -> None:
    """I2: one that began keeps its wording whatever is delivered later."""
    loaded = load_guide(DELIVERED)
    assert guide_from_canonical(loaded.canonical) == loaded.guide
    with pytest.raises(ProtocolDamaged):
        guide_from_canonical(loaded.canonical[:-1])


def _replace(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        content = (folder / name).read_text(encoding="utf-8")
        assert old in content
        (folder / name).write_text(content.replace(old, new, 1), encoding="utf-8")

    return change


LONG = "och " * 31 + "slut."
CASES = [
    (P.FILE_MISSING, lambda folder: (folder / "guide.yaml").unlink()),
    (P.FILE_MISSING, lambda folder: (folder / THEME).unlink()),
    (P.FILE_UNEXPECTED, lambda folder: (folder / "themes" / "mer.yaml").write_bytes(b"id: mer")),
    (P.FILE_UNEXPECTED, lambda folder: (folder / "notes.txt").write_bytes(b"x")),
    (P.FILE_TOO_LARGE, lambda folder: (folder / THEME).write_bytes(b"#" * (5 * 2**20 + 1))),
    (P.NOT_YAML, lambda folder: (folder / THEME).write_bytes(b"[")),
    (P.UNKNOWN_AREA, _replace(THEME, "id: roller", "id: rollen")),
    (P.UNKNOWN_FIELD, _replace(THEME, "short:", "colour: red\nshort:")),
    (P.HIDDEN_CHARACTER, _replace(THEME, "Roller", "Rol\u202eler")),
    (P.DUPLICATE_ID, _replace(THEME, "rol-krav", "rol-behov")),
    (P.DUPLICATE_ID, _replace(THEME, "rol-krav", "mal-plan")),
    (P.DUPLICATE_ID, _replace("guide.yaml", "[mal, roller", "[mal, mal, roller")),
    (P.GUIDE_SIZE, _replace("guide.yaml", "[mal, roller, ", "[")),
    (
        P.SAME_ITEM,
        _replace(THEME, "Hur går det när ni behöver anställa?", "Går det att se vem som kan vad?"),
    ),
    (
        P.SAME_OPTION,
        _replace(
            THEME,
            "Vi vet ungefär, men har inte räknat.",
            "Vi ser inte längre än till nästa vecka.",
        ),
    ),
    (P.LEVEL_TEXTS, _replace("guide.yaml", "code: 4", "code: 3")),
    (P.SCALE_NAMES, _replace("guide.yaml", "Börjat", "inte än")),
    (P.NO_NEXT_STEP, _replace(THEME, "level: 4", "level: 3")),
    (P.HARD_TO_READ, _replace(THEME, "Vilken roll blir svårast att fylla?", LONG)),
]


@pytest.mark.parametrize(("problem", "change"), CASES, ids=[str(case[0]) for case in CASES])
def test_every_fault_is_found(
    problem: Problem, change: Callable[[Path], object], tmp_path: Path
) -> None:
    folder = copytree(DELIVERED, tmp_path / "guide")
    change(folder)
    with pytest.raises(ProtocolErrors) as raised:
        load_guide(folder)
    assert problem in {fault.problem for fault in raised.value.faults}


def test_the_command_line_counts_themes_and_tells_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["protocol", "check", str(DELIVERED.parent)]) == 0
    assert "6 teman, 26 frågor, 4 steg i skalan" in capsys.readouterr().out
    folder = copytree(DELIVERED, tmp_path / "guide")
    _replace(THEME, "level: 4", "level: 3")(folder)
    assert main(["protocol", "check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "themes/roller.yaml: $.next_steps: inget nästa steg föreslås för nivå 4" in told
