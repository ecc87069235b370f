"""Lists as others keep them: every usual encoding, merged cells, formulas, macros, broken files."""

import contextlib
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.reports.csv_reading import read_csv
from app.reports.sheet_reading import SheetNotRead, read_sheets
from tests.sheets import write_xlsx

TEXT = "Namn;Avdelning\r\nÅsa Öberg;Svarv\r\nŁukasz Żak;Fräs\r\n"


def width(row: Sequence[str]) -> int:
    """Stands in for how many heads a row has."""
    return sum(map(bool, row))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    """With or without a mark at its beginning."""
    rows = read_csv(TEXT.encode(encoding), 100)
    assert rows == [("Namn", "Avdelning"), ("Åsa Öberg", "Svarv"), ("Łukasz Żak", "Fräs")]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_told_by_the_content(separator: str) -> None:
    """Quoted cells may hold it; what keeps noughts before a number is not part of the cell."""
    lines = ["Namn;Nummer;Ort", '"Ek; Anna";="0001022391";Värnamo', "Bo;'070;Värnamo"]
    text = "\n".join(line.replace(";", separator) for line in lines)
    rows = read_csv(text.encode("cp1252"), 100)
    assert rows is not None
    assert rows[1] == (f"Ek{separator} Anna", "0001022391", "Värnamo")
    assert rows[2][1] == "070"
    assert read_csv(b"sep=,\na,b\n1;2,3\n", 9) == [("a", "b"), ("1;2", "3")]
    assert read_csv(b"\x00\x01\x02\x03\xff", 9) is None


def test_formulas_figures_merged_cells_and_macros_are_read_as_they_look(tmp_path: Path) -> None:
    """A formula gives the value it was saved with; a merged cell holds for each of its rows."""
    path = write_xlsx(
        tmp_path / "a.xlsm",
        [
            ("Verkstaden", "", ""),
            ("Namn", "Nummer", "Avdelning"),
            (("A1&B1", "Åsa Öberg"), 8705212382, "Svarv"),
            ("Bo Ek", "19870521-2382", ""),
            ("", "", ""),
        ],
        ["A1:C1", "C3:C4"],
    )
    assert read_sheets(path, width).rows[2:] == (
        ("Åsa Öberg", "8705212382", "Svarv"),
        ("Bo Ek", "19870521-2382", "Svarv"),
    )


def test_a_damaged_file_is_refused_and_never_a_crash(tmp_path: Path) -> None:
    """Bytes changed and cut at random: it is read or refused in words."""
    whole = write_xlsx(tmp_path / "a.xlsx", [("Namn", "Nummer"), ("Åsa", 7)] * 5).read_bytes()
    chance = random.Random(7)
    path = tmp_path / "b.xlsx"
    for _ in range(60):
        bent = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        path.write_bytes(bent[: chance.randrange(len(bent))] if chance.random() < 0.3 else bent)
        with contextlib.suppress(SheetNotRead):
            read_sheets(path, width)
