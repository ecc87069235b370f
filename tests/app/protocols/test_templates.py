"""Rows to items, and the decimal comma."""

import pytest

from app.domain.protocol import ItemKind
from app.protocols.faults import Fault
from app.protocols.format_items import OptionFile, TemplateFile
from app.protocols.format_words import BothText
from app.protocols.templates import fill_rows, with_comma

BOTH = BothText("ord", "word")


@pytest.mark.parametrize(
    ("plain", "swedish"),
    [
        ("24.98", "24,98"),
        ("24.98 mm", "24,98 mm"),
        ("-0.5", "-0,5"),
        ("± 0.05 mm", "± 0,05 mm"),
        ("Ø25.02", "Ø25,02"),
        ("24", "24"),
        ("G01 X24.5", "G01 X24.5"),
        ("G1 F0.2", "G1 F0.2"),
        ("X24.5", "X24.5"),
        ("1.2.3", "1.2.3"),
        ("24.98 till 25.00", "24.98 till 25.00"),
    ],
)
def test_only_a_number_by_itself_gets_a_comma(plain: str, swedish: str) -> None:
    assert with_comma(plain) == swedish


def test_a_row_fills_options_and_key_and_keeps_program_text() -> None:
    template = TemplateFile(
        kind=ItemKind.SINGLE,
        stem=BothText("Till vilket {what}? {x} mm", "To which {what}? {x} mm"),
        why=BOTH,
        options=(OptionFile("a", "G1 X{x}"), OptionFile("b", "{what}"), OptionFile("c", "{x} mm")),
        key=("{right}",),
    )
    row = {"id": "q-1", "x": "24.5", "what": BothText("mått", "size"), "right": "c"}
    faults: list[Fault] = []
    ((index, item),) = fill_rows(template, (row,), "items/x.yaml", "$", faults)
    assert (index, item.id, item.key, faults) == (0, "q-1", ("c",), [])
    assert item.stem == BothText("Till vilket mått? 24,5 mm", "To which size? 24.5 mm")
    texts = [option.text for option in item.options]
    assert texts == ["G1 X24.5", BothText("mått", "size"), "24.5 mm"]


def test_braces_that_are_no_place_stay() -> None:
    template = TemplateFile(kind=ItemKind.NUMERIC, stem=BothText("{A} {}", "{A} {}"), why=BOTH)
    ((_, item),) = fill_rows(template, ({"id": "q-1"},), "items/x.yaml", "$", [])
    assert item.stem.sv == "{A} {}"
